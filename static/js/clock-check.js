// One notice when the clock of the device differs from the server's by more than five minutes. The server's time is the
// Date header of the site icon, asked once per tab; a moved clock of a test or a demonstration does not change it.
(function () {
  "use strict";
  const notice = document.getElementById("clock-notice");
  const icon = document.querySelector('link[rel="icon"]');
  const limit = 5 * 60 * 1000;

  function show(difference) {
    const copy = notice.content.cloneNode(true);
    const time = new Date(Date.now() + difference);
    copy.querySelector("[data-server-time]").textContent = time.toLocaleTimeString(document.documentElement.lang, {
      hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: notice.dataset.zone, timeZoneName: "short",
    });
    document.getElementById("main").prepend(copy);
  }

  async function difference() {
    const stored = sessionStorage.getItem("clock-difference");
    if (stored !== null) return Number(stored);
    const before = Date.now();
    const answer = await fetch(icon.href, { method: "HEAD", cache: "no-store" });
    const value = new Date(answer.headers.get("Date")).getTime() - (before + Date.now()) / 2;
    sessionStorage.setItem("clock-difference", String(value));
    return value;
  }

  if (notice && icon) {
    difference().then((value) => { if (Math.abs(value) > limit) show(value); }).catch(() => {});
  }
})();
