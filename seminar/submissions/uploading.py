"""Files on their way in: to the disk as they arrive, and never more of them than any seminar allows."""

from pathlib import PurePosixPath

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from seminar.submissions.models import LARGEST_MB, MEGABYTE

LARGEST = LARGEST_MB * MEGABYTE
LONGEST_NAME = 255
# What a browser writes into the head of a file for the three characters that would end the name there.
SENT_AS = {"%22": '"', "%0D": "\r", "%0A": "\n"}


class IncomingFile(TemporaryUploadedFile):
    """A file on the disk of the stored ones. `size` is what was sent, also where the end was not written."""

    is_cut = False


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Writes to the disk what any seminar could allow and only counts the rest.

    The limit holds for all files of a request together: whoever sends a hundred large ones, signed in or not, fills the
    disk no more than with one.
    """

    def __init__(self, request=None):
        super().__init__(request)
        self.room = LARGEST

    def new_file(self, field_name, file_name, *args, **kwargs):
        super(TemporaryFileUploadHandler, self).new_file(field_name, file_name, *args, **kwargs)
        # The name on the disk has nothing of the name that was sent: not its length, not its characters.
        self.file = IncomingFile("file", self.content_type, 0, self.charset, self.content_type_extra)
        self.file.name = clean_name(file_name)
        self.sent = 0

    def receive_data_chunk(self, raw_data, start):
        self.sent += len(raw_data)
        if len(raw_data) > self.room:
            self.file.is_cut = True
        if not self.file.is_cut:
            self.room -= len(raw_data)
            self.file.write(raw_data)

    def file_complete(self, file_size):
        self.file.seek(0)
        self.file.size = self.sent
        return self.file


def clean_name(name: str) -> str:
    """What a person called the file, as text to show: one line without control characters, short enough to keep."""
    for sent, meant in SENT_AS.items():
        name = name.replace(sent, meant)
    name = PurePosixPath(name.replace("\\", "/")).name
    name = " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())
    if len(name) > LONGEST_NAME:
        stem, dot, ending = name.rpartition(".")
        ending = f"{dot}{ending}" if dot and len(ending) <= 10 else ""
        name = (stem if ending else name)[: LONGEST_NAME - len(ending)] + ending
    return name if name.strip(". ") else "file"
