"""The order of the steps, written once: reading → text → extraction → linking → ranking → a glossary, or findings.

`analysis` takes paths to documents and a document to what the later steps need of it; `extraction` and `drafts` both
start there, and end in a glossary and in findings.
"""

from glossary.pipeline.analysis import analyse as analyse
from glossary.pipeline.analysis import prepare as prepare
from glossary.pipeline.analysis import read as read
from glossary.pipeline.analysis import read_distinct as read_distinct
from glossary.pipeline.analysis import with_structure as with_structure
from glossary.pipeline.drafts import Checked as Checked
from glossary.pipeline.drafts import check as check
from glossary.pipeline.drafts import check_drafts as check_drafts
from glossary.pipeline.drafts import draft_readers as draft_readers
from glossary.pipeline.drafts import fix_drafts as fix_drafts
from glossary.pipeline.drafts import run_checks as run_checks
from glossary.pipeline.extraction import Extraction as Extraction
from glossary.pipeline.extraction import extract as extract
from glossary.pipeline.extraction import find_links as find_links
from glossary.pipeline.extraction import run as run
from glossary.pipeline.locating import locate as locate
from glossary.pipeline.observing import Observer as Observer
