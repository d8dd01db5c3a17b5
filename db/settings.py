"""The settings of an installation, read once: environment first, then `.streamlit/secrets.toml`.

The README has a table of them; a test holds the two equal.
"""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from core.codes import Role

PROJECT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Each field is `UNGESPOR_<NAME>` in the environment, or `<name>` in the secrets file."""

    model_config = SettingsConfigDict(
        env_prefix="UNGESPOR_", toml_file=PROJECT / ".streamlit" / "secrets.toml", extra="ignore"
    )

    database_url: str = Field(
        default=f"duckdb:///{PROJECT / 'data' / 'ungespor.duckdb'}",
        description="The store, as an SQLAlchemy address.",
    )
    secret_key: str | None = Field(
        default=None,
        description="At least 32 characters. Unset: made at first start, kept beside the store.",
    )
    secret_key_old: str | None = Field(
        default=None,
        description="The secret key before this one, while `rotate-key` has not run.",
    )
    store_key: str | None = Field(
        default=None,
        description="What the store is encrypted with: at least 32 characters, ASCII.",
    )
    store_key_file: Path | None = Field(
        default=None,
        description="A file that holds it, as systemd hands out credentials.",
    )
    store_key_old: str | None = Field(
        default=None,
        description="The store's key before this one, while `rotate-store-key` has not run.",
    )
    unencrypted: bool = Field(
        default=False,
        description="Set where no key is meant: whoever has the store's file can read it.",
    )
    store_threads: int = Field(
        default=1,
        ge=1,
        description="How many cores one question to the store's file may use.",
    )
    anchor_file: Path | None = Field(
        default=None,
        description="Where the log's anchor lies, best on another disk. Unset: beside the store.",
    )
    gone_file: Path | None = Field(
        default=None,
        description="Where the list of who is anonymised lies, which a restore obeys. Unset: "
        "beside the store; a store on a server then anonymises nobody.",
    )
    municipalities: Path = Field(
        default=PROJECT / "data" / "municipalities",
        description="The folder of `python -m db municipality`: one within it for each.",
    )
    idle_minutes: int = Field(
        default=30, ge=1, description="A session ends after so long without use."
    )
    presenting_minutes: int = Field(
        default=180,
        ge=1,
        description="The same while the session shows a page on a large screen, as in a meeting.",
    )
    session_hours: int = Field(
        default=10, ge=1, description="A session ends after so long in any case."
    )
    opened_hours: int = Field(
        default=4,
        ge=1,
        le=24,
        description="A case opened in an emergency by who does not have it closes after so long.",
    )
    secure_cookies: bool = Field(
        default=False, description="Set where TLS stands in front: the cookie is then Secure."
    )
    address: str = Field(default="http://localhost:8501", description="The address people open.")
    smtp_host: str | None = Field(
        default=None,
        description="The mail server that the week's digest is sent by. Unset: no mail is sent.",
    )
    smtp_port: int = Field(default=587, ge=1, le=65535, description="Its port.")
    smtp_user: str | None = Field(default=None, description="Who signs in there. Unset: nobody.")
    smtp_password: str | None = Field(default=None, description="With which password.")
    smtp_from: str | None = Field(
        default=None, description="The address the mails come from. Unset: no mail is sent."
    )
    smtp_tls: Literal["starttls", "tls", "none"] = Field(
        default="starttls",
        description="`starttls`, `tls` (port 465) or `none` (only on this machine).",
    )
    backup_folder: str | None = Field(
        default=None,
        description="Where backups go, best on another disk. Unset: `backup` beside the store.",
    )
    backup_minutes: int = Field(
        default=15,
        ge=0,
        description="A backup so often, where something was changed. 0: none.",
    )
    disk_least_mb: int = Field(
        default=1024,
        ge=0,
        description="Nothing is written when fewer megabytes are free beside the store.",
    )
    disk_times_store: int = Field(
        default=5,
        ge=0,
        description="The same when less is free than so many times the size of the store.",
    )

    oidc_issuer: str | None = Field(
        default=None,
        description="The municipality's own sign-on (OpenID Connect): the issuer's address, "
        "exactly as the provider writes it. Unset: user name and password only.",
    )
    oidc_client_id: str | None = Field(
        default=None, description="What this program is called at the provider."
    )
    oidc_client_secret: str | None = Field(default=None, description="The secret it gave for it.")
    oidc_subject_claim: str = Field(
        default="sub",
        description="The claim that names a person for good. Never one that can pass to another.",
    )
    oidc_roles_claim: str | None = Field(
        default=None,
        description="The claim that holds the roles. Unset: roles are given on the page Konti.",
    )
    oidc_roles: dict[str, Role] = Field(
        default={},
        description="Which value of that claim gives which role, as JSON: "
        '`{"value": "coordinator"}`. Other values give nothing.',
    )
    oidc_staff_claim: str | None = Field(
        default=None,
        description="The claim that holds the id in the staff list, so that accounts of "
        "coordinators and support workers can be made at the first sign-on.",
    )
    oidc_second_factor: list[str] = Field(
        default=[],
        description="Values of `acr` or `amr` that say a second factor was used, as JSON: "
        '`["mfa"]`.',
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, then the environment, then the secrets file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


@cache
def settings() -> Settings:
    """The settings of this process."""
    return Settings()
