import pino from "pino";
import { readSettings } from "@/lib/core/env";
import { redacted, redactedText } from "@/lib/core/redaction";

/** JSON lines on standard output, short lines when a person watches. The product writes nothing to `console`. */
export const logger = pino(
  {
    level: readSettings().LOG_LEVEL,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label) => ({ level: label }),
      log: (fields) => redacted(fields) as Record<string, unknown>,
    },
    serializers: {
      err: (error: Error) => {
        const { type, message, stack } = pino.stdSerializers.err(error);
        return { type, message: redactedText(message), stack: redactedText(stack) };
      },
    },
  },
  process.stdout.isTTY ? { write: (line) => void process.stdout.write(shortLine(line)) } : pino.destination(1),
);

type Line = { level: string; time: string; msg?: string; err?: { stack?: string } };

function shortLine(line: string): string {
  const { level, time, msg, err, ...rest } = JSON.parse(line) as Record<string, unknown> & Line;
  const fields = Object.entries(rest).map(([name, value]) => ` ${name}=${JSON.stringify(value)}`);
  const stack = err?.stack ? `\n${err.stack}` : "";
  return `${time.slice(11, 19)} ${level.padEnd(5)} ${msg ?? ""}${fields.join("")}${stack}\n`;
}
