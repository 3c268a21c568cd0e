"""The paper's counted reads, opened for the newsroom, or in words why nothing can be told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import structlog
from django.conf import settings
from django.utils.translation import gettext as _

from dateline.conf.options import option
from dateline.readership.ledger import Ledger, LedgerUnusable, TooFine
from dateline.readership.opening import is_there, open_ledger

log = structlog.get_logger(__name__)


class NotTold(RuntimeError):
    """Nothing can be told about reads. Says why, to those who work here."""


@contextmanager
def counted() -> Iterator[Ledger]:
    """Open the reads for as long as this lasts.

    Raises `NotTold` where nobody has counted yet, where they cannot be used, and where they are
    not kept in steps as small as was asked for.
    """
    var, redis = Path(settings.VAR), option("READS_REDIS")
    if not is_there(var, redis):
        raise NotTold(_("Nothing was counted yet. Counting begins when readers come."))
    try:
        with closing(open_ledger(var, redis)) as ledger:
            yield ledger
    except TooFine as error:
        raise NotTold(_("Reads of that time are not kept in steps this small.")) from error
    except LedgerUnusable as error:
        # The fault names files and machines: that is for who reads the log.
        log.warning("reads.unusable", fault=str(error))
        raise NotTold(
            _("The counted reads cannot be used at the moment. The newsroom's log says why.")
        ) from error
