/** What an event of a run must show to be the one that is meant. */
export interface Sign {
  /** Texts that must all stand in it, as `eventText` spells it. */
  readonly has: readonly string[];
  /** Texts of which none may stand in it. */
  readonly lacks?: readonly string[];
  /** The party that sent it, if that matters. */
  readonly from?: string;
}

/** A sign that must be seen this often; once or more by default. */
export interface CountedSign extends Sign {
  /** Exactly this many events show it. */
  readonly times?: number;
}

/** How a check comes out. */
export type CheckOutcome = 'holds' | 'breaks';

/** A run of the lab that shows it. */
export interface RunEvidence {
  /** The scenario's id. */
  readonly run: string;
  readonly variant: string;
  /** Parameters as they are typed after `--set`. */
  readonly set?: Readonly<Record<string, string>>;
  /** The step to look at, by its id; the whole run if it is absent. */
  readonly step?: string;
  /** How checks come out, by their ids. */
  readonly check?: Readonly<Record<string, CheckOutcome>>;
  /** What is seen, the first sight of each later than that of the one before. */
  readonly shows?: readonly CountedSign[];
  /** What is not seen. */
  readonly never?: readonly Sign[];
}

/** A section of a standard that says it, such as `rfc9110 §15.5.10`. */
export interface StandardEvidence {
  readonly standard: string;
}

/** What proves the key of a question. */
export type Evidence = RunEvidence | StandardEvidence;

/** True for evidence that is a run. */
export function isRun(evidence: Evidence): evidence is RunEvidence {
  return 'run' in evidence;
}

/** Where one looks: `sse-replay, variant resume, step catch-up`. */
export function placeText({ run, variant, step }: RunEvidence): string {
  return `${run}, variant ${variant}${step === undefined ? '' : `, step ${step}`}`;
}
