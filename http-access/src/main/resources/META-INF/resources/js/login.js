// Who is logged in, and logging in again without losing one's place. Addresses are relative, so that it works behind a path prefix.

const PLACE = 'oee-place';
const TRIED = 'oee-login-tried';
/** A login that lets nobody in would be tried for ever. */
const SOONEST_AGAIN = 30_000;

/** On the way out: what is refused now must not lead back in. */
let leaving = false;

/** What could not be sent is still on the page, and would go with it. */
let unsent = false;

restorePlace();

/** {name, roles, sites, logins}; null while the service cannot say. */
export async function me() {
  try {
    const response = await fetch('api/v1/me', { headers: { accept: 'application/json' } });
    if (response.status === 401) {
      logInAgain();
    }
    if (response.ok) {
      loggedIn();
    }
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

/** Loads the page anew, which leads to where people log in and back to the same place. */
export function logInAgain() {
  if (leaving || unsent) {
    return;
  }
  const tried = Number(sessionStorage.getItem(TRIED) ?? 0);
  if (Date.now() - tried < SOONEST_AGAIN) {
    return;
  }
  sessionStorage.setItem(TRIED, String(Date.now()));
  sessionStorage.setItem(PLACE, location.hash);
  location.reload();
}

/** From now on the page stays as it is, whatever is refused, until somebody has logged in elsewhere. */
export function keepPage() {
  unsent = true;
}

/** Something was answered that takes a login. */
export function loggedIn() {
  unsent = false;
}

/** Leads to where people log in, beside this page. */
export function loginLink() {
  const link = document.createElement('a');
  link.href = './';
  link.target = '_blank';
  link.rel = 'noopener';
  link.textContent = 'Log in';
  return link;
}

/** Shows the name with a way out, where there are logins. */
export function showWho(who, node) {
  node.hidden = !who?.logins;
  if (!who?.logins) {
    return;
  }
  const name = document.createElement('span');
  name.textContent = who.name;
  name.title = who.roles.length > 0 ? `Roles: ${who.roles.join(', ')}` : 'No roles';
  const out = document.createElement('a');
  out.href = 'logout';
  out.textContent = 'Log out';
  out.addEventListener('click', () => {
    leaving = true;
  });
  node.replaceChildren(name, ' ', out);
}

/** What somebody without any site has to know; empty for everybody else. */
export function whyEmpty(who) {
  return who && who.sites.length === 0
    ? 'Your login has no site, so that there is nothing to see. Whoever manages the realm can add sites to it.'
    : '';
}

/** The way through the login keeps the path, not what is behind the #. */
function restorePlace() {
  const place = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  if (place && !location.hash) {
    history.replaceState(null, '', place);
  }
}
