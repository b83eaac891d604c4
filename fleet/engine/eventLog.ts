import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";

import { openPrivateFile } from "./privateFile.ts";

/** The log to which a run of the engine writes what happens, one JSON document a line. */
export interface EventLog {
  /** The open file, to be the engine's descriptor {@link eventDescriptor}. */
  readonly descriptor: number;
  /** Tells of what has been written since it was last read. */
  readonly read: () => void;
  readonly close: () => void;
}

/** The descriptor by which the engine gets the log's file. */
const eventDescriptor = 3;

/** The engine's arguments for writing to a log that it gets as its first file beside the usual ones. */
export const eventLogArguments: readonly string[] = ["--event-log", `/dev/fd/${String(eventDescriptor)}`];

/** The engine has the option {@link eventLogArguments} only when this says so. */
export const eventLogEnvironment = { PULUMI_DEBUG_COMMANDS: "true" } as const;

/** How often the log is read while the engine runs, in milliseconds: progress is for people. */
const pause = 200;

/**
 * Opens a log and reads it while the engine writes it.
 *
 * @param onEvent told of every event but those for finding faults in programs, which carry providers' settings and answers in clear.
 */
export function openEventLog(directory: string, onEvent: (event: EngineEvent) => void): EventLog {
  const file = openPrivateFile(directory);
  const takeLines = lineReader((line) => {
    const event = parseEvent(line);
    if (event !== undefined) onEvent(event);
  });
  const read = (): void => {
    takeLines(file.read());
  };
  const timer = setInterval(read, pause);
  return {
    descriptor: file.descriptor,
    read,
    close: () => {
      clearInterval(timer);
      file.close();
    },
  };
}

/** An event by its line; undefined for one that is not to be kept, and for a line that a full disk has cut off. */
function parseEvent(line: string): EngineEvent | undefined {
  try {
    const event = JSON.parse(line) as EngineEvent;
    // The SDK's types leave this severity out.
    const severity: string | undefined = event.diagnosticEvent?.severity;
    return severity === "debug" ? undefined : event;
  } catch {
    return undefined;
  }
}

/** Takes text in pieces and gives its whole lines; what comes after the last line feed waits for more. */
function lineReader(onLine: (line: string) => void): (text: string) => void {
  let rest = "";
  return (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  };
}
