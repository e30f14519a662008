//! What a word in a list of speakers looks like: a name, a role, a company.

use std::collections::HashSet;
use std::sync::OnceLock;

/// How surely some words are a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameForm {
    /// Two to four words that are hardly anything else than a name.
    Plain,
    /// Could be a name, if something beside it says so.
    Possible,
    /// One word.
    Single,
}

/// The form of a name, or none if these words are no name.
pub(super) fn name_form(words: &[&str]) -> Option<NameForm> {
    let first = words.first()?;
    if words.len() > 6 || !first.starts_with(is_name_start) {
        return None;
    }
    if !words.iter().all(|word| is_name_word(word)) {
        return None;
    }
    if words
        .iter()
        .any(|word| NEVER_IN_A_NAME.holds(word) || ROLES.holds(word))
    {
        return None;
    }
    if words.len() == 1 {
        let letters = first.chars().count();
        return (letters > 2 && !is_capitals(first)).then_some(NameForm::Single);
    }
    let plain = words.len() <= 4
        && first.starts_with(char::is_uppercase)
        && !words
            .iter()
            .any(|word| SELDOM_IN_A_NAME.holds(word) || is_capitals(word))
        && !words.iter().any(|word| ORGANISATIONS.holds(word));
    Some(if plain {
        NameForm::Plain
    } else {
        NameForm::Possible
    })
}

/// A job rather than an employer: "Maintainer", "Head of Open Source".
pub(super) fn is_role(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    let last = words.next_back().unwrap_or(first);
    let second_is_of = text.split_whitespace().nth(1) == Some("of");
    ROLES.holds(last) || (second_is_of && ROLES.holds(first)) || SENIORITY.holds(first)
}

/// Whether a word in it tells a company, university or the like.
pub(super) fn is_organisation(text: &str) -> bool {
    text.split_whitespace()
        .any(|word| ORGANISATIONS.holds(word) || is_company_suffix(word))
}

/// `Inc.`, `Ltd`, `Cie SA`: what never stands without a company's name before it.
pub(super) fn is_company_suffix(text: &str) -> bool {
    let mut words = text.split_whitespace().peekable();
    words.peek().is_some() && words.all(|word| COMPANY_SUFFIXES.holds(&word.replace('.', "")))
}

/// Whether this can follow a name as role or company: nothing that reads as the rest of a sentence,
/// no country and no place in a building, which would make the name a city or a room.
pub(super) fn may_describe(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let sentence = words.len() > 1
        && words
            .iter()
            .all(|word| word.chars().all(|letter| letter.is_lowercase()));
    !words.is_empty()
        && words.len() <= 16
        && !sentence
        && !text.contains(['?', ':'])
        && !words.iter().any(|word| PLACES.holds(word))
        && !COUNTRIES
            .split(", ")
            .any(|country| country.eq_ignore_ascii_case(text.trim()))
}

fn is_name_word(word: &str) -> bool {
    let bare = word.trim_matches(['"', '\'', '“', '”', '‘', '’', '(', ')', '.']);
    let letters = bare
        .chars()
        .all(|letter| letter.is_alphabetic() || matches!(letter, '-' | '\'' | '’' | '.' | '‑'));
    letters && !bare.is_empty() && (bare.starts_with(is_name_start) || is_particle(bare))
}

/// A capital, or a letter of a script that has none.
fn is_name_start(letter: char) -> bool {
    letter.is_alphabetic() && !letter.is_lowercase()
}

fn is_particle(word: &str) -> bool {
    let prefixed = ["d'", "d’", "l'", "l’", "o'", "al-", "el-", "ter-"];
    PARTICLES.holds(word)
        || prefixed.iter().any(|prefix| {
            word.strip_prefix(prefix)
                .is_some_and(|rest| rest.starts_with(is_name_start))
        })
}

/// Four capitals or more: an abbreviation, a heading.
fn is_capitals(word: &str) -> bool {
    word.chars().filter(|letter| letter.is_uppercase()).count() > 3
        && !word.chars().any(char::is_lowercase)
}

/// Lower-case words, looked up by what is left of a word without the signs around it.
struct WordList {
    words: OnceLock<HashSet<&'static str>>,
    text: &'static str,
}

impl WordList {
    const fn new(text: &'static str) -> Self {
        Self {
            words: OnceLock::new(),
            text,
        }
    }

    fn holds(&self, word: &str) -> bool {
        let words = self.words.get_or_init(|| self.text.split(' ').collect());
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        words.contains(word) || words.contains(word.to_lowercase().as_str())
    }
}

static PARTICLES: WordList = WordList::new(
    "\
    van von vom de der den da di du del della dos das do des la le los el al bin bint ibn ben abu \
    af av zu zum zur ter ten tot te y e i",
);

static SENIORITY: WordList = WordList::new(
    "\
    senior sr staff principal chief vice co-founder",
);

static ROLES: WordList = WordList::new(
    "\
    administrator advisor advocate ambassador analyst architect ceo chair cio ciso co-founder \
    cofounder consultant contributor coo coordinator cpo cto designer developer developers \
    director editor engineer engineers evangelist expert experts fellow founder founders head lead \
    leader leads maintainer maintainers manager member moderator officer operator organiser \
    organizer owner president professor programmer relations researcher reviewer scientist \
    specialist strategist student svp technologist vp",
);

static COMPANY_SUFFIXES: WordList = WordList::new(
    "\
    ab ag as bv cie co company corp corporation gmbh inc kg limited llc llp ltd nv oy plc pty sa \
    sarl sas se spa srl",
);

static ORGANISATIONS: WordList = WordList::new(
    "\
    academy agency airlines alliance associates association authority bank bv capital center \
    centre cloud college computing consortium consulting council data defense department digital \
    energy entertainment factory fund foundation games global government group hat health holdings \
    hub institute interactive international lab laboratories laboratory labs media ministry mobile \
    motors nations network networks partners payments research robotics school security \
    semiconductor services society software solutions space studio studios systems tech \
    technologies technology telecom telekom times tools university université universität ventures \
    web",
);

/// Words of titles that no name holds.
static NEVER_IN_A_NAME: WordList = WordList::new(
    "\
    a about afternoon agenda ai all an and announcements api are as ask at auditorium automation \
    ballroom beginners beyond bof break breakfast building by ceremony closing cloud clusters \
    coffee community computing conference containers cyber deep demo demos developing devops \
    dinner discussion dive doors easy edge edition evening event events everything exhibit \
    exhibition featuring feedback floor for foyer from future gathering getting guide hands-on how \
    hybrid i if in infrastructure innovation intelligence into intro introduction is it its \
    javascript journey keynote keynotes kubernetes learning lessons level lightning linux live \
    lobby lounge lunch machine making meet meeting meetup ml morning native networking new no not \
    observability of on one online open opening or our overview panel part party plenary poster \
    posters practices preview product production programming project projects pycon python quantum \
    reception registration release remarks remote room running scale science security serverless \
    session sessions should showcase social source special sponsor sponsored started state status \
    summit talk talks tba tbc tbd testing that the theater theatre this to tour track training \
    tutorial tutorials update updates using venue version virtual vs we web welcome what when \
    where who why with without working workshop workshops you your",
);

/// Words that a surname can be, but not beside nothing else.
static SELDOM_IN_A_NAME: WordList = WordList::new(
    "\
    art best big case city code day days east end field first free garden gate good great green \
    hall high home house last light long main music north park post power public real rust second \
    short south stage start story street study team tower west world",
);

static PLACES: WordList =
    WordList::new("auditorium ballroom building floor foyer hall level lobby lounge room stage");

const COUNTRIES: &str = "\
    Argentina, Australia, Austria, Belgium, Brazil, Canada, Chile, China, Czechia, Denmark, \
    England, Estonia, Finland, France, Germany, Greece, Hungary, India, Ireland, Israel, Italy, \
    Japan, Kenya, Mexico, Netherlands, New Zealand, Norway, Poland, Portugal, Romania, Scotland, \
    Singapore, Slovenia, South Africa, South Korea, Spain, Sweden, Switzerland, Taiwan, The \
    Netherlands, Turkey, UK, Ukraine, United Kingdom, United States, USA, Wales";
