"""placeholder"""
from dateline.morgue.copy import Copy
def scraped(text: str, source: str) -> Copy:
    return Copy(source,"")
