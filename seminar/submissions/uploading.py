"""Files on their way in."""

from django.core.files.uploadhandler import TemporaryFileUploadHandler


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Every file goes to the disk; one that is longer than any seminar allows is not written to its end."""
