"""A bot of the standard library alone that loses nothing: it confirms an update only after its answer was accepted.

It stands in for a durable bot, to show that the load server finds nothing lost where nothing is lost.
"""

import json
import os
import time
import urllib.error
import urllib.request
from typing import Any

ROOT = f"{os.environ['BOT_API_URL']}/bot{os.environ['BOT_TOKEN']}"


def call(method: str, patience: float, **parameters: Any) -> Any:
    """Asks until the server says yes."""
    body = json.dumps(parameters).encode()
    while True:
        request = urllib.request.Request(f"{ROOT}/{method}", body, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=patience) as response:
                return json.load(response)["result"]
        except urllib.error.HTTPError as error:
            answer = json.load(error)
            time.sleep(answer.get("parameters", {}).get("retry_after", 0.02))
        except OSError:
            time.sleep(0.02)


def main() -> None:
    offset = 0
    while True:
        for update in call("getUpdates", 5, offset=offset, timeout=1, limit=5):
            message = update["message"]
            call("sendMessage", 0.5, chat_id=message["chat"]["id"], text="terima: " + message["text"])
            offset = update["update_id"] + 1


if __name__ == "__main__":
    main()
