/** A family of patterns: what `group.yaml` says of it, and its place in `path.yaml`. */
export interface Group {
  /** Its folder, such as `sse`. */
  readonly id: string;
  readonly title: string;
  /** What it is about, one sentence. */
  readonly about: string;
  /** Other words that people use for it. */
  readonly words: readonly string[];
  /** The groups to know before, by their ids. */
  readonly prerequisites: readonly string[];
  /** The names of its scenarios in the order in which they are told; what is not named comes last. */
  readonly scenarios: readonly string[];
  /** The name of the scenario whose servers `apilab serve` starts for the group. */
  readonly serve?: string;
  /** Why a beginner meets it if they do; absent if the path does not lead there. */
  readonly why?: string;
  /** Sections that its lesson had before, and the section that tells it now. */
  readonly formerSections: Readonly<Record<string, string>>;
}
