/** Remembers what a lesson has explained, so that no section explains it again. */
export interface Explained {
  /** True for a remark that this section may make: no other one has made it before. */
  within(section: string): (remark: string) => boolean;
}

/** Each remark belongs to the section that made it first, which makes it whenever it is seen. */
export function explainedOnce(): Explained {
  const owners = new Map<string, string>();
  return {
    within: (section) => (remark) => {
      const owner = owners.get(remark) ?? section;
      owners.set(remark, owner);
      return owner === section;
    },
  };
}
