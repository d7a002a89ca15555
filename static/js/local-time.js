// Adds "= 17:59 your time (New York)" after a deadline when the browser keeps another time than the page says.
// The time of the seminar stays as it is. Deadlines stand in the deadline line, the page opening, the next step and the
// sentences of a receipt; anything else can carry data-deadline.
(function () {
  "use strict";
  const words = document.getElementById("local-time-words");
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!words || !zone) return;
  const PLACES = ".deadline time, .opening time, .next-step time, .receipt p time, [data-deadline] time, time[data-deadline]";
  const language = document.documentElement.lang;
  const place = zone.split("/").pop().replaceAll("_", " ");

  function localDay(moment) {
    const part = (value) => String(value).padStart(2, "0");
    return moment.getFullYear() + "-" + part(moment.getMonth() + 1) + "-" + part(moment.getDate());
  }

  for (const element of document.querySelectorAll(PLACES)) {
    const written = element.getAttribute("datetime");
    const parts = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*([+-]\d\d):?(\d\d)$/.exec(written);
    if (!parts) continue;
    const moment = new Date(written);
    const sign = parts[3].startsWith("-") ? -1 : 1;
    const offset = Number(parts[3]) * 60 + sign * Number(parts[4]);
    if (-moment.getTimezoneOffset() === offset) continue;
    const form = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    if (localDay(moment) !== parts[1]) Object.assign(form, { weekday: "short", day: "numeric", month: "short" });
    const time = moment.toLocaleString(language === "en" ? "en-GB" : language, form);
    const addition = document.createElement("span");
    addition.className = "local-time muted";
    addition.textContent = " " + words.innerHTML.replace("{time}", time).replace("{place}", place);
    element.after(addition);
  }
})();
