/**
 * Opens the Connect page in a popup and reports what became of it.
 *
 * @typedef {{ url: string, statusUrl: string }} ConnectLink  A link from the host's own server.
 * @typedef {"open" | "connected" | "closed" | "failed"} ConnectEventName
 * @typedef {{ closedAfterMilliseconds?: number }} ConnectSettings  How long a popup that looks closed is waited for.
 * @typedef {CustomEvent<{ session: string, connections: string[], error?: string }>} ConnectEvent
 */

const pollMilliseconds = 2000;

/** One attempt to connect. Dispatches `open`, `connected`, `closed` and `failed`, each a {@link ConnectEvent}. */
export class ConnectAttempt extends EventTarget {
  #popup = null;
  #link = null;
  #timer = 0;
  #closedAt = 0;
  #reportedClosed = false;
  #isEnded = false;
  #closedAfter = 10000;

  /** @param {ConnectSettings} [settings] */
  constructor(settings = {}) {
    super();
    this.#closedAfter = settings.closedAfterMilliseconds ?? this.#closedAfter;
  }

  /** @param {ConnectLink | (() => Promise<ConnectLink>)} link  The link, or a function that fetches one. */
  async start(link) {
    // Popups are allowed during a click only, so that it opens before the link is fetched.
    this.#popup = window.open("", "_blank", features());
    try {
      this.#link = typeof link === "function" ? await link() : link;
    } catch (error) {
      this.#popup?.close();
      this.#end("failed", [], String(error));
      return;
    }
    if (!this.#popup) {
      window.location.assign(this.#link.url);
      return;
    }
    this.#popup.location.replace(this.#link.url);
    window.addEventListener("message", this.#onMessage);
    this.#timer = window.setTimeout(this.#poll, pollMilliseconds);
    this.#dispatch("open", []);
  }

  /** Closes the popup and stops looking. */
  stop() {
    this.#popup?.close();
    this.#stopLooking();
  }

  #onMessage = event => {
    const isOurs = event.origin === new URL(this.#link.url, location.href).origin
      && event.data?.type === "versori.connect"
      && event.data.session === sessionOf(this.#link.statusUrl);
    // The message only hurries: what counts is the state that the server reports.
    if (isOurs) this.#poll();
  };

  #poll = async () => {
    window.clearTimeout(this.#timer);
    const status = await read(this.#link.statusUrl);
    if (this.#isEnded) return;
    if (status?.state === "connected") return this.#end("connected", status.connections);
    if (status?.state === "expired") return this.#end("failed", [], "expired");
    if (status?.state === "closed") return this.#end("closed", status.connections);
    this.#noticeClosing(status);
    this.#timer = window.setTimeout(this.#poll, pollMilliseconds);
  };

  // A page with Cross-Origin-Opener-Policy makes an open popup look closed. It is therefore reported after a while
  // without a result, and looking goes on until the session ends.
  #noticeClosing(status) {
    if (!this.#popup.closed || this.#reportedClosed) return;
    this.#closedAt ||= Date.now();
    if (Date.now() - this.#closedAt < this.#closedAfter) return;
    this.#reportedClosed = true;
    this.#dispatch("closed", status?.connections ?? []);
  }

  #end(name, connections, error) {
    this.#stopLooking();
    if (name === "closed" && this.#reportedClosed) return;
    this.#dispatch(name, connections, error);
  }

  #stopLooking() {
    this.#isEnded = true;
    window.clearTimeout(this.#timer);
    window.removeEventListener("message", this.#onMessage);
  }

  #dispatch(name, connections, error) {
    const session = this.#link ? sessionOf(this.#link.statusUrl) : "";
    this.dispatchEvent(new CustomEvent(name, { detail: { session, connections, error } }));
  }
}

/**
 * Opens the Connect page; call it in a click.
 *
 * @param {ConnectLink | (() => Promise<ConnectLink>)} link
 * @param {Partial<Record<ConnectEventName, (event: ConnectEvent) => void>>} [listeners]
 * @param {ConnectSettings} [settings]
 * @returns {ConnectAttempt}
 */
export function connect(link, listeners = {}, settings = {}) {
  const attempt = new ConnectAttempt(settings);
  for (const [name, listener] of Object.entries(listeners)) attempt.addEventListener(name, listener);
  attempt.start(link);
  return attempt;
}

function features() {
  const width = Math.min(560, window.outerWidth);
  const height = Math.min(760, window.outerHeight);
  const left = Math.round(window.screenX + (window.outerWidth - width) / 2);
  const top = Math.round(window.screenY + (window.outerHeight - height) / 2);
  return `popup,width=${width},height=${height},left=${left},top=${top}`;
}

function sessionOf(statusUrl) {
  return new URL(statusUrl, location.href).pathname.split("/").at(-2);
}

async function read(statusUrl) {
  try {
    const response = await fetch(statusUrl, { cache: "no-store", credentials: "omit" });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
