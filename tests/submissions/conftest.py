import pytest


@pytest.fixture(autouse=True)
def files_dir(settings, tmp_path):
    """Every test has its own folder of files, empty at first."""
    settings.FILES_DIR = tmp_path / "files"
    settings.INCOMING_DIR = settings.FILE_UPLOAD_TEMP_DIR = settings.FILES_DIR / "incoming"
    settings.INCOMING_DIR.mkdir(parents=True)
    return settings.FILES_DIR
