import { startTimeOf } from "../leases/processes.ts";
import type { StackSubject } from "../stackSubject.ts";
import type { EngineProcess } from "./engineProcess.ts";

/** The engine's processes of a run, by what they are of, so that one that does not end can be ended. */
export class RunningEngines {
  readonly #processes = new Map<StackSubject, EngineProcess>();

  /** Takes note of a process that has been started; it is the one of its stack from now on. */
  started(subject: StackSubject, process: EngineProcess): void {
    this.#processes.set(subject, process);
  }

  /**
   * Signals a stack's engine once more. One that was interrupted before stops at once then, and what was under way stays in doubt in its
   * state. Does nothing where no engine of it runs.
   */
  endAtOnce(subject: StackSubject): void {
    const engine = this.#processes.get(subject);
    if (engine === undefined) return;
    // Its number may be another's by now.
    if (startTimeOf(engine.pid) !== engine.startTime) return;
    try {
      process.kill(engine.pid, "SIGINT");
    } catch {
      // It has ended meanwhile.
    }
  }
}
