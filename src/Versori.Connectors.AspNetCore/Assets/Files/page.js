// Improves pages that also work without script: times in the browser's zone, waiting for a device, and responses of the
// chat while they are made.
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

const chat = document.querySelector("form[data-stream]");
if (chat) {
  const response = document.querySelector("[data-response]");
  const [text, activity] = response.querySelectorAll("p");
  const button = chat.querySelector("button");
  const fail = message => {
    activity.textContent = message;
    button.disabled = false;
  };
  const show = part => {
    if (part.kind === "text") text.textContent += part.text;
    else if (part.kind === "activity") activity.textContent = part.text;
    else if (part.kind === "failed") fail(part.text);
    else {
      location.replace("#latest");
      location.reload();
    }
  };
  chat.addEventListener("submit", async event => {
    event.preventDefault();
    const body = new FormData(chat);
    response.hidden = false;
    text.textContent = activity.textContent = "";
    button.disabled = true;
    try {
      const sent = await fetch(chat.dataset.stream, { method: "POST", body });
      if (!sent.ok) { chat.submit(); return; }
      let rest = "";
      const reader = sent.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let next = await reader.read(); !next.done; next = await reader.read()) {
        const lines = (rest + next.value).split("\n");
        rest = lines.pop();
        for (const line of lines) show(JSON.parse(line));
      }
    } catch {
      fail(chat.dataset.failed);
    }
  });
}
