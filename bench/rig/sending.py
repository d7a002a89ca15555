"""A student's browser that uploads one PDF after the other, slowly enough to be interrupted anywhere."""

import asyncio
import hashlib
import random
import re
import uuid
from dataclasses import dataclass

from saves import TOKEN

PATIENCE = 60
CHUNKS = 12
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Sent:
    status: int  # 0: none
    receipt: str
    sha256: str


def pdf(chance: random.Random) -> bytes:
    """A small page and a long stream that no other file has: between half a megabyte and two."""
    noise = chance.randbytes(chance.randint(MEGABYTE // 2, 2 * MEGABYTE))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(noise), noise),
    ]
    content, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(content)
    return content + b"xref\n0 5\n0000000000 65535 f \n" + table + end


async def upload(port: int, slug: str, student: dict, chance: random.Random) -> Sent:
    content = pdf(chance)
    message = request(slug, student, content)
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        head = await asyncio.wait_for(send(port, message, chance), PATIENCE)
    except (TimeoutError, OSError):
        head = ""
    status = re.match(r"HTTP/1\.1 (\d+)", head)
    receipt = re.search(r"(?im)^location:.*/receipts/([^/]+)/", head)
    return Sent(int(status[1]) if status else 0, receipt[1] if receipt else "", sha256)


async def send(port: int, message: bytes, chance: random.Random) -> str:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        step = len(message) // CHUNKS + 1
        for start in range(0, len(message), step):
            writer.write(message[start : start + step])
            await writer.drain()
            await asyncio.sleep(chance.uniform(0, 0.1))
        return (await reader.read(-1)).decode(errors="replace")
    finally:
        writer.close()


def request(slug: str, student: dict, content: bytes) -> bytes:
    """What the browser sends from the page of the report."""
    line = uuid.uuid4().hex
    fields = {"csrfmiddlewaretoken": TOKEN, "token": str(uuid.uuid4())}
    parts = [
        f'--{line}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    parts.append(
        f'--{line}\r\nContent-Disposition: form-data; name="file"; filename="Übung.pdf"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    )
    body = "".join(parts).encode() + content + f"\r\n--{line}--\r\n".encode()
    head = (
        f"POST /seminars/{slug}/hand-in/report/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        f"Cookie: sessionid={student['session']}; csrftoken={TOKEN}\r\n"
        f"Content-Type: multipart/form-data; boundary={line}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
