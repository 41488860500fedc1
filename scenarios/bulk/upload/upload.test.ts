import { story } from '#test/story';

await story(import.meta.dirname);
