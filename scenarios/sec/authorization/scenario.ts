import { correct, defineScenario, may, must, naive } from 'apilab';
import { listed } from 'apilab/parts/checks/words';
import { holes, matrix, membersIn, served, type Tried } from './checks.ts';
import { allMembers } from './naive/all-members.ts';
import { anyLogin } from './naive/any-login.ts';
import { hiddenUrl } from './naive/hidden-url.ts';
import { openByDefault } from './naive/open-by-default.ts';
import { nameOf, openAccounts, PEOPLE, TRIES, type Ways } from './setting.ts';

const WAYS = {
  'by-rule': {},
  'any-login': { mayUse: anyLogin },
  'all-members': { members: allMembers },
  'hidden-url': { mayUse: hiddenUrl },
  'open-by-default': { mayUse: openByDefault },
} satisfies Readonly<Record<string, Ways>>;

/** Who may do what with whose: at every request, for the object, its members and the function. */
export default defineScenario({
  title: 'Authorise every request: object, member and function',
  claim: 'That somebody is logged in says nothing of what they may do.',
  standard: ['owasp-api §API1', 'owasp-api §API3', 'owasp-api §API5'],
  covers: ['sec-api1-bola', 'sec-api3-property-level', 'sec-api5-function-level'],
  variants: {
    'by-rule': correct('A rule for each route, lists of members, and nothing without a rule.'),
    'any-login': naive('Whoever is logged in may use any number in the path.', [
      'own-only',
      'hidden',
    ]),
    'all-members': naive('What is sent is copied, and what is stored is shown.', [
      'nothing-applied',
      'nothing-leaked',
      'own-only',
      'administrators-only',
    ]),
    'hidden-url': naive('The routes of administrators are linked on their page only.', [
      'administrators-only',
    ]),
    'open-by-default': naive('What no rule forbids is allowed.', ['denied-by-default']),
  },
  checks: {
    hidden: may('answer 404 for what is somebody else’s', 'rfc9110 §15.5.4'),
    'nothing-applied': must('change no member that is not listed', 'lab'),
    'nothing-leaked': must('show no member that is not listed', 'lab'),
    'own-only': must('give an account to its owner and administrators', 'lab'),
    'administrators-only': must('keep functions of administrators to them', 'lab'),
    'denied-by-default': must('refuse a route that has no rule', 'lab'),
    'own-served': must('serve everybody what is theirs', 'lab'),
    challenged: must('challenge who has no token', 'rfc9110 §15.5.2'),
  },

  async play(lab) {
    const { accounts, ask, restore } = await openAccounts(lab, WAYS[lab.variant]);

    const others = await lab.step('object', 'Grace changes the number in her address', async () => {
      await ask('grace', 'GET', '/users/2/profile');
      await ask('grace', 'GET', '/users/1/profile');
    });
    lab.check('hidden', `${others.answers[1]?.status}`, '404', [others.answers[1]]);

    const changed = await lab.step('member', 'She sends a member more than the form has', () =>
      ask('grace', 'PUT', '/users/2/profile', { name: 'grace', city: 'Oslo', is_admin: true }),
    );
    const { city, is_admin } = accounts.get(2) ?? {};
    lab.check(
      'nothing-applied',
      listed(`city ${city}`, `is_admin ${is_admin}`),
      'city Oslo · is_admin false',
    );
    lab.check('nothing-leaked', membersIn(changed.answers[0]), 'id, name, city');

    const walk = await lab.step('walk', 'A program tries every route as everybody', async () => {
      const tried: Tried[] = [];
      for (const each of TRIES) {
        for (const [who, number] of PEOPLE) {
          const body =
            each.method === 'PUT' ? { name: nameOf(each.owner), city: 'Paris' } : undefined;
          tried.push({
            ...each,
            who,
            number,
            status: await ask(who, each.method, each.path, body),
          });
          restore();
        }
      }
      return tried;
    });
    const tried = walk.result;
    lab.table({
      title: 'How they were answered; with two accounts, Ada’s first',
      columns: ['route', ...PEOPLE.map(([who]) => who)],
      rows: matrix(
        tried,
        PEOPLE.map(([who]) => who),
      ),
    });
    const owned = tried.filter(({ owner }) => owner !== undefined);
    const administration = tried.filter(({ path }) => path.startsWith('/admin/'));
    const unruled = tried.filter(({ isForNobody }) => isForNobody);
    lab.check('own-only', holes(owned), '0 holes in 16 tries');
    lab.check('administrators-only', holes(administration), '0 holes in 8 tries');
    lab.check('denied-by-default', holes(unruled), '0 holes in 4 tries');
    lab.check('own-served', served(tried), '10 of 10');

    const strangers = walk.answers.filter(({ client }) => client === 'stranger');
    const challenged = strangers.filter(
      ({ status, fields }) =>
        status === 401 && fields.some(({ name }) => name.toLowerCase() === 'www-authenticate'),
    );
    lab.check('challenged', `${challenged.length} of 7`, '7 of 7');
  },
});
