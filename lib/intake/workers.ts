import type { Candidate } from "@/lib/intake/candidates";
import { isDriver, isJudgement, isWorker, names } from "@/lib/intake/whose";
import { keywordsOf, wordsOf } from "@/lib/intake/words";

/** Longer answers say more than a word. */
const LONGEST_WORD = 40;

const namesDriver = names(isDriver);
const namesWorker = names(isWorker);
const asksJudgement = names(isJudgement);

/** A field that asks what somebody complains of or how they were served, or was answered with that word: "Motivo: Reclamo". */
function isOfJudgement(one: Candidate): boolean {
  if (asksJudgement(one)) return true;
  const answer = one.text !== null && one.text.length <= LONGEST_WORD ? keywordsOf(wordsOf(one.text)) : [];
  return answer.length > 0 && answer.every(isJudgement);
}

/** Whether somebody complains in a form, or says how they were served. */
export const isJudging = (all: readonly Candidate[]): boolean => all.some(isOfJudgement);

/** A firm that gives a driver's name writes itself, unless it is asked where they are reached. */
function sendsDriver(all: readonly Candidate[]): boolean {
  const isDriversOwn = (one: Candidate) => (one.asked === "email" || one.asked === "phone") && namesDriver(one);
  return all.some((one) => one.asked === "firm" && one.text !== null) && !all.some(isDriversOwn);
}

/** Which names of a form are a worker's whom somebody complains of, or a driver's whom a firm sends: nobody who writes. */
export function workersIn(all: readonly Candidate[]): (one: Candidate) => boolean {
  const isWorkers = (one: Candidate) => one.strength < 9 && namesWorker(one);
  if (!all.some(isWorkers)) return () => false;
  if (isJudging(all)) return isWorkers;
  return sendsDriver(all) ? (one) => isWorkers(one) && namesDriver(one) : () => false;
}
