"""Who may do what: the four roles of a newsroom, as groups with permissions.

Made again at every set-up: what a role lacks is added, what an administrator added stays.
"""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

REPORTERS = "Reporters"
EDITORS = "Editors"
PICTURE_EDITORS = "Picture editors"
PUBLISHERS = "Publishers"

#: What each role may do with pages, from the home page down.
PAGES = {
    REPORTERS: ("add_page",),
    EDITORS: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
    PICTURE_EDITORS: (),
    PUBLISHERS: (
        "add_page",
        "change_page",
        "publish_page",
        "bulk_delete_page",
        "lock_page",
        "unlock_page",
    ),
}
#: What each role may do with pictures and documents.
FILES = {
    REPORTERS: ("add_picture", "choose_picture", "add_document", "choose_document"),
    EDITORS: ("add_picture", "choose_picture", "add_document", "choose_document"),
    PICTURE_EDITORS: (
        "add_picture",
        "change_picture",
        "choose_picture",
        "add_document",
        "change_document",
        "choose_document",
    ),
    PUBLISHERS: (
        "add_picture",
        "change_picture",
        "choose_picture",
        "add_document",
        "change_document",
        "choose_document",
    ),
}
#: Model permissions by app label.
MODELS = {
    REPORTERS: ("dateline_stories.add_topic",),
    EDITORS: (
        "dateline_stories.add_topic",
        "dateline_stories.change_topic",
        "dateline_masthead.add_contributor",
        "dateline_masthead.change_contributor",
    ),
    PICTURE_EDITORS: (),
    PUBLISHERS: (
        "dateline_stories.add_topic",
        "dateline_stories.change_topic",
        "dateline_stories.delete_topic",
        "dateline_masthead.add_contributor",
        "dateline_masthead.change_contributor",
        "dateline_masthead.delete_contributor",
        "dateline_masthead.add_policy",
        "dateline_masthead.change_policy",
        "dateline_masthead.change_masthead",
        "dateline_accounts.add_user",
        "dateline_accounts.change_user",
        "dateline_accounts.add_invitation",
        "dateline_accounts.change_invitation",
        "dateline_accounts.delete_invitation",
    ),
}


def set_up_roles() -> dict[str, Group]:
    """Make the roles or complete them, and return them by name."""
    root = Page.objects.filter(depth=1).get()
    collection = Collection.get_first_root_node()
    access = Permission.objects.get(
        content_type__app_label="wagtailadmin", codename="access_admin"
    )
    groups = {}
    for name in (REPORTERS, EDITORS, PICTURE_EDITORS, PUBLISHERS):
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(access)
        for codename in PAGES[name]:
            GroupPagePermission.objects.get_or_create(
                group=group,
                page=root,
                permission=Permission.objects.get(
                    content_type__app_label="wagtailcore", codename=codename
                ),
            )
        for codename in FILES[name]:
            GroupCollectionPermission.objects.get_or_create(
                group=group,
                collection=collection,
                permission=Permission.objects.get(
                    content_type__app_label="dateline_photodesk", codename=codename
                ),
            )
        for label in MODELS[name]:
            app_label, _, codename = label.partition(".")
            group.permissions.add(
                Permission.objects.get(content_type__app_label=app_label, codename=codename)
            )
        groups[name] = group
    return groups
