"""The part of schema.org that this paper uses: which property belongs to which type.

From https://schema.org; each type has the properties of the types above it. `check` also asks
for what Google recommends for an Article
(https://developers.google.com/search/docs/appearance/structured-data/article).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

ABOVE = {
    "CreativeWork": "Thing",
    "Article": "CreativeWork",
    "NewsArticle": "Article",
    "AnalysisNewsArticle": "NewsArticle",
    "BackgroundNewsArticle": "NewsArticle",
    "OpinionNewsArticle": "NewsArticle",
    "ReportageNewsArticle": "NewsArticle",
    "ReviewNewsArticle": "NewsArticle",
    "AdvertiserContentArticle": "Article",
    "SocialMediaPosting": "Article",
    "BlogPosting": "SocialMediaPosting",
    "LiveBlogPosting": "BlogPosting",
    "Comment": "CreativeWork",
    "CorrectionComment": "Comment",
    "MediaObject": "CreativeWork",
    "ImageObject": "MediaObject",
    "WebPage": "CreativeWork",
    "AboutPage": "WebPage",
    "ContactPage": "WebPage",
    "CollectionPage": "WebPage",
    "ProfilePage": "WebPage",
    "WebSite": "CreativeWork",
    "Organization": "Thing",
    "NewsMediaOrganization": "Organization",
    "Person": "Thing",
    "Place": "Thing",
    "ContactPoint": "Thing",
    "Action": "Thing",
    "SearchAction": "Action",
    "EntryPoint": "Thing",
    "BreadcrumbList": "ItemList",
    "ItemList": "Thing",
    "ListItem": "Thing",
    "Thing": "",
}
OWN = {
    "Thing": "name url description identifier image mainEntityOfPage potentialAction",
    "Action": "target",
    "SearchAction": "query query-input",
    "EntryPoint": "urlTemplate",
    "CreativeWork": "about alternativeHeadline author correction creditText dateModified "
    "datePublished headline inLanguage isAccessibleForFree keywords license mainEntity publisher "
    "sponsor text",
    "Article": "articleBody articleSection wordCount",
    "NewsArticle": "dateline",
    "LiveBlogPosting": "coverageStartTime coverageEndTime liveBlogUpdate",
    "MediaObject": "contentUrl width height",
    "ImageObject": "caption",
    "Organization": "slogan location contactPoint ownershipFundingInfo ethicsPolicy "
    "correctionsPolicy publishingPrinciples unnamedSourcesPolicy",
    "Person": "jobTitle knowsAbout email worksFor",
    "ContactPoint": "contactType",
    "ItemList": "itemListElement",
    "ListItem": "position item",
}
RECOMMENDED = ("headline", "author", "datePublished", "dateModified")


def line_of(type: str) -> list[str]:
    """`type` and the types above it."""
    found = []
    while type:
        found.append(type)
        type = ABOVE[type]
    return found


def check(node: Any) -> list[str]:
    """What is wrong with `node` and everything inside it."""
    if isinstance(node, list):
        return [fault for item in node for fault in check(item)]
    if not isinstance(node, dict):
        return []
    if set(node) == {"@id"}:
        return []
    type = node.get("@type", "")
    if type not in ABOVE:
        return [f"no such type: {type!r}"]
    allowed = {name for above in line_of(type) for name in OWN.get(above, "").split()}
    faults = [
        f"{type} has no {name}" for name in node if not name.startswith("@") and name not in allowed
    ]
    faults += [f"{type}.{name} is empty" for name, value in node.items() if value in ("", [], None)]
    faults += [
        f"{type}.{name} is not absolute: {value}"
        for name, value in node.items()
        if name in {"url", "contentUrl", "@id"} and not value.startswith("https://")
    ]
    for name in ("datePublished", "dateModified", "coverageStartTime"):
        if name in node and datetime.fromisoformat(node[name]).tzinfo is None:
            faults.append(f"{type}.{name} names no zone")
    if "Article" in line_of(type) and type != "BlogPosting":
        faults += [f"{type} lacks {name}" for name in RECOMMENDED if name not in node]
        faults += [
            f"an author lacks {name}"
            for author in node.get("author", [])
            for name in ("@type", "name")
            if not author.get(name)
        ]
    return faults + [fault for value in node.values() for fault in check(value)]
