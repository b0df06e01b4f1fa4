// The stream of live tiles, with one reconnect loop: exponential backoff with jitter, and a watch for silence.

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30_000;
const SILENCE = 45_000;

/** Calls listener.snapshot(tiles), listener.machines(tiles that have changed), listener.ping({time}), listener.heard() and listener.link({state, retryAt}); state: connecting, live, lost. */
export class LiveFeed {
  #listener;
  #source = null;
  #failures = 0;
  #retryTimer = 0;
  #silenceTimer = 0;

  constructor(listener) {
    this.#listener = listener;
  }

  connect() {
    clearTimeout(this.#retryTimer);
    this.#source?.close();
    if (this.#failures === 0) {
      this.#listener.link({ state: 'connecting' });
    }
    const source = new EventSource('api/v1/live');
    this.#source = source;
    source.addEventListener('snapshot', (event) => {
      this.#failures = 0;
      this.#listener.link({ state: 'live' });
      this.#listener.snapshot(JSON.parse(event.data));
      this.#heard();
    });
    source.addEventListener('machines', (event) => {
      this.#listener.machines(JSON.parse(event.data));
      this.#heard();
    });
    source.addEventListener('ping', (event) => {
      this.#listener.ping(JSON.parse(event.data));
      this.#heard();
    });
    source.addEventListener('again', () => this.#comeAgain());
    source.addEventListener('error', () => this.#lost());
    this.#watch();
  }

  #heard() {
    this.#listener.heard();
    this.#watch();
  }

  #watch() {
    clearTimeout(this.#silenceTimer);
    this.#silenceTimer = setTimeout(() => this.#lost(), SILENCE);
  }

  /** The login is looked at anew: nothing is lost. */
  #comeAgain() {
    this.#hangUp();
    this.#retryTimer = setTimeout(() => this.connect(), Math.random() * FIRST_WAIT);
  }

  #hangUp() {
    this.#source.close();
    clearTimeout(this.#silenceTimer);
    clearTimeout(this.#retryTimer);
  }

  #lost() {
    this.#hangUp();
    const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.#failures);
    const wait = longest / 2 + (Math.random() * longest) / 2;
    this.#failures += 1;
    this.#listener.link({ state: 'lost', retryAt: Date.now() + wait });
    this.#retryTimer = setTimeout(() => this.connect(), wait);
  }
}
