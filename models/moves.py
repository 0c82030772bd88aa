"""Where rows came from that no verb of a clerk wrote: lines that were read in bulk, and backups put back."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.columns import Fact, instant


class ImportLine(SQLModel, table=True):
    """A line that was read in, by its sender's own mark: a line that comes twice is one case."""

    __tablename__ = "import_line"
    __table_args__ = ({"sqlite_with_rowid": False},)

    source: str = Field(primary_key=True)
    """Whose marks these are: the committee that leads, as ``EK IA-JBZ``."""
    mark: str = Field(primary_key=True)
    digest: str
    """What the line said, as a hash: a mark that comes again with something else is told from one that is repeated."""
    case_id: int = Field(foreign_key="case.id", index=True)
    act_id: int = Field(foreign_key="act.id", index=True)


class Restoration(Fact, table=True):
    """This register was put back from a backup.

    ``void_act_id`` is the act that let messages leave again: until then the first delivery asks.
    """

    __tablename__ = "restoration"

    id: int | None = Field(default=None, primary_key=True)
    made_at: datetime = instant()
    """When the backup was made (UTC); what left after it is not known here."""
    digest: str
    """The sha256 of the backup's manifest."""
