"""A mail server that accepts everything, slowly, and remembers what it said yes to."""

import asyncio
import random
import re
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

SLOWEST = 0.25  # seconds between the end of a mail and the answer: the time in which nobody knows


class Sink:
    """`arrived` counts the copies of each Message-ID; a mail whose sender dies before its last line is none."""

    def __init__(self):
        self.arrived: Counter[str] = Counter()
        self.port = 0
        self.chance = random.Random(2021)

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self.answer(writer, "220 sink")
            while line := await reader.readline():
                word = line.decode(errors="replace").split()[0].upper() if line.strip() else ""
                if word == "DATA":
                    await self.answer(writer, "354 go on")
                    await self.keep(await reader.readuntil(b"\r\n.\r\n"))
                await self.answer(writer, "221 bye" if word == "QUIT" else "250 ok")
        except (OSError, asyncio.IncompleteReadError):
            pass  # whoever talked is dead
        finally:
            writer.close()

    async def keep(self, mail: bytes) -> None:
        """From here on the mail has arrived, whether or not somebody still waits for the answer."""
        self.arrived[re.search(rb"(?im)^message-id:\s*(\S+)", mail)[1].decode()] += 1
        await asyncio.sleep(self.chance.uniform(0, SLOWEST))

    async def answer(self, writer: asyncio.StreamWriter, text: str) -> None:
        writer.write(f"{text}\r\n".encode())
        await writer.drain()


@contextmanager
def listening() -> Iterator[Sink]:
    """A sink in a thread of its own, on a free port."""
    sink, loop, ready = Sink(), asyncio.new_event_loop(), threading.Event()

    async def serve() -> None:
        server = await asyncio.start_server(sink.talk, "127.0.0.1", 0, limit=2**20)
        sink.port = server.sockets[0].getsockname()[1]
        ready.set()

    def work() -> None:
        loop.run_until_complete(serve())
        loop.run_forever()

    threading.Thread(target=work, daemon=True).start()
    ready.wait()
    try:
        yield sink
    finally:
        loop.call_soon_threadsafe(loop.stop)
