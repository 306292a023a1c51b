// Improves pages that also work without script: times in the browser's zone, and waiting for a device.
const language = document.documentElement.lang;
for (const time of document.querySelectorAll("time[data-local]")) {
  const format = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  time.textContent = format.format(new Date(time.dateTime));
}

const poll = document.querySelector("form[data-poll]");
if (poll) {
  let wait = Number(poll.dataset.interval) * 1000;
  const look = async () => {
    try {
      const response = await fetch(poll.dataset.poll, { cache: "no-store" });
      const status = response.ok ? await response.json() : { state: "failed" };
      if (status.state === "connected") { location.replace(status.url); return; }
      if (status.state === "failed") { poll.submit(); return; }
    } catch {
      wait = Math.min(wait * 2, 60000);
    }
    setTimeout(look, wait);
  };
  setTimeout(look, wait);
}

// A popup or a redirect opens its session at once; a link that was sent waits for a click.
document.querySelector("form[data-auto]")?.requestSubmit();

const end = document.querySelector("[data-notify]");
if (end) {
  const message = { type: "versori.connect", session: end.dataset.notify, state: end.dataset.state };
  window.opener?.postMessage(message, end.dataset.origin);
  if (window.opener) window.close();
}
