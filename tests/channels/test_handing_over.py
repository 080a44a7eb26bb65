"""Nothing comes between the mark that a request is handed over and its bytes."""

import asyncio

import httpx
import pytest

from channels.handing_over import MarkingTransport, before_bytes_leave

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


class Platform:
    """Answers each request, and keeps what its first read brought."""

    def __init__(self) -> None:
        self.first_reads: list[bytes] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while read := await reader.read(100_000):
            self.first_reads.append(read)
            writer.write(ANSWER)


async def post_twice(platform: Platform, mark) -> None:
    server = await asyncio.start_server(platform.serve, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    try:
        async with httpx.AsyncClient(transport=MarkingTransport(5)) as client:
            with before_bytes_leave(mark):
                await client.post(url, json={"text": "salam"})
                await client.post(url, files={"file": ("a.ics", b"x" * 5000)})
            await client.post(url, json={"unmarked": "too"})
    finally:
        server.close()


def test_marked_requests_leave_in_one_piece() -> None:
    platform = Platform()
    arrived_at_mark: list[int] = []
    asyncio.run(post_twice(platform, lambda: arrived_at_mark.append(len(platform.first_reads))))
    first, second = platform.first_reads[:2]
    assert first.endswith(b'"salam"}')
    assert b"x" * 5000 in second and second.endswith(b"--\r\n")
    assert arrived_at_mark == [0, 1]
    assert platform.first_reads[-1].endswith(b'"too"}')


def test_what_cannot_be_marked_does_not_leave() -> None:
    platform = Platform()

    def full() -> None:
        raise RuntimeError("disk full")

    with pytest.raises(RuntimeError):
        asyncio.run(post_twice(platform, full))
    assert platform.first_reads == []
