import { execFileSync } from 'node:child_process';

/** Builds the program once, so that tests of the command line run what the sources say. */
export default function setup(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
}
