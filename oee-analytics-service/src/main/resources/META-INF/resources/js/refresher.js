// Keeps what is on screen fresh: loads a key when it comes into view, again every period, and soon after it was touched.

export class Refresher {
  #load;
  #period;
  #gap;
  #parallel;
  #due = new Map();
  #started = new Map();
  #running = new Set();
  #paused = false;

  /** load(key) → promise. period, gap: ms; gap = the least time between two loads of a key. parallel: loads at a time. */
  constructor({ load, period, gap = 4000, parallel = 4 }) {
    this.#load = load;
    this.#period = period;
    this.#gap = gap;
    this.#parallel = parallel;
    setInterval(() => this.#run(), 1000);
  }

  show(key) {
    if (!this.#due.has(key)) {
      this.#due.set(key, (this.#started.get(key) ?? -Infinity) + this.#gap);
      this.#run();
    }
  }

  hide(key) {
    this.#due.delete(key);
  }

  /** Something happened to this key: load it again as soon as the gap allows, but leave the service a moment to store it. */
  touch(key) {
    if (this.#due.has(key)) {
      const soonest = Math.max(Date.now() + 1500, (this.#started.get(key) ?? 0) + this.#gap);
      this.#due.set(key, Math.min(this.#due.get(key), soonest));
    }
  }

  pause(paused) {
    this.#paused = paused;
    this.#run();
  }

  #run() {
    if (this.#paused || document.hidden) {
      return;
    }
    for (const [key, due] of this.#due) {
      if (this.#running.size >= this.#parallel) {
        return;
      }
      if (due <= Date.now() && !this.#running.has(key)) {
        this.#start(key);
      }
    }
  }

  async #start(key) {
    this.#running.add(key);
    this.#started.set(key, Date.now());
    this.#due.set(key, Date.now() + this.#period);
    try {
      await this.#load(key);
    } catch (problem) {
      console.info(`${key} could not be loaded: ${problem.message}`);
    } finally {
      this.#running.delete(key);
      this.#run();
    }
  }
}
