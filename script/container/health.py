"""Exit 0 when this container's web server says that everything it needs is there; for its health check."""

import http.client
import os
import sys
from urllib.parse import urlsplit


def main() -> int:
    site = urlsplit(os.environ["SITE_URL"])
    connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=5)
    # Django answers only to the site's own name.
    connection.request("GET", "/health/ready", headers={"Host": site.netloc})
    answer = connection.getresponse()
    print(answer.read().decode(errors="replace"))
    return 0 if answer.status == http.HTTPStatus.OK else 1


if __name__ == "__main__":
    sys.exit(main())
