//! Names of months, weekdays and hours in English, German, French and Spanish, folded.

use chrono::Weekday;

/// The month of a name or its usual abbreviation, 1 to 12.
pub(super) fn month(word: &str) -> Option<u32> {
    let month = match word {
        "january" | "jan" | "januar" | "janner" | "janvier" | "janv" | "enero" | "ene" => 1,
        "february" | "feb" | "februar" | "fevrier" | "fevr" | "fev" | "febrero" => 2,
        "march" | "mar" | "marz" | "mrz" | "mars" | "marzo" => 3,
        "april" | "apr" | "avril" | "avr" | "abril" | "abr" => 4,
        "may" | "mai" | "mayo" => 5,
        "june" | "jun" | "juni" | "juin" | "junio" => 6,
        "july" | "jul" | "juli" | "juillet" | "juil" | "julio" => 7,
        "august" | "aug" | "aout" | "agosto" | "ago" => 8,
        "september" | "sep" | "sept" | "septembre" | "septiembre" | "setiembre" => 9,
        "october" | "oct" | "oktober" | "okt" | "octobre" | "octubre" => 10,
        "november" | "nov" | "novembre" | "noviembre" => 11,
        "december" | "dec" | "dezember" | "dez" | "decembre" | "diciembre" | "dic" => 12,
        _ => return None,
    };
    Some(month)
}

pub(super) fn weekday(word: &str) -> Option<Weekday> {
    let weekday = match word {
        "monday" | "mon" | "montag" | "lundi" | "lunes" => Weekday::Mon,
        "tuesday" | "tue" | "tues" | "dienstag" | "mardi" | "martes" => Weekday::Tue,
        "wednesday" | "wed" | "weds" | "mittwoch" | "mercredi" | "miercoles" => Weekday::Wed,
        "thursday" | "thu" | "thur" | "thurs" | "donnerstag" | "jeudi" | "jueves" => Weekday::Thu,
        "friday" | "fri" | "freitag" | "vendredi" | "viernes" => Weekday::Fri,
        "saturday" | "sat" | "samstag" | "sonnabend" | "samedi" | "sabado" => Weekday::Sat,
        "sunday" | "sun" | "sonntag" | "dimanche" | "domingo" => Weekday::Sun,
        _ => return None,
    };
    Some(weekday)
}

/// A weekday's abbreviation that is another word too; it counts only beside a date.
pub(super) fn weekday_beside_a_date(word: &str) -> Option<Weekday> {
    let weekday = match word {
        "mo" | "lun" | "lu" => Weekday::Mon,
        "di" | "mar" | "ma" => Weekday::Tue,
        "mi" | "mer" | "mie" | "me" => Weekday::Wed,
        "do" | "jeu" | "jue" | "je" => Weekday::Thu,
        "fr" | "ven" | "vie" | "ve" => Weekday::Fri,
        "sa" | "sam" | "sab" => Weekday::Sat,
        "so" | "dim" | "dom" => Weekday::Sun,
        _ => return None,
    };
    Some(weekday)
}

/// Between the two ends of a range.
pub(super) fn means_until(word: &str) -> bool {
    matches!(
        word,
        "to" | "until" | "till" | "through" | "bis" | "a" | "al" | "au" | "hasta"
    )
}

/// Minutes since midnight of a named hour.
pub(super) fn named_hour(word: &str) -> Option<u32> {
    match word {
        "noon" | "midday" | "mittag" | "mittags" | "midi" | "mediodia" => Some(12 * 60),
        "midnight" | "mitternacht" | "minuit" | "medianoche" => Some(24 * 60),
        _ => None,
    }
}

/// Abbreviations of zones that tell no offset: in use for several, or for both halves of the year.
pub(super) fn is_vague_zone(word: &str) -> bool {
    matches!(
        word,
        "pt" | "et"
            | "ct"
            | "mt"
            | "cst"
            | "cdt"
            | "ist"
            | "bst"
            | "ast"
            | "act"
            | "sst"
            | "gst"
            | "wst"
            | "lmt"
            | "local"
            | "ortszeit"
    )
}

/// Words that stand around dates and times and say nothing of their own.
pub(super) fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "from"
            | "at"
            | "on"
            | "the"
            | "um"
            | "am"
            | "den"
            | "dem"
            | "der"
            | "von"
            | "vom"
            | "le"
            | "du"
            | "de"
            | "del"
            | "el"
            | "la"
            | "los"
            | "a"
            | "h"
            | "hrs"
            | "hours"
            | "uhr"
            | "time"
            | "zeit"
            | "heure"
            | "hora"
            | "horas"
            | "clock"
            | "o"
            | "when"
            | "date"
            | "datum"
            | "fecha"
            | "wann"
            | "quand"
            | "cuando"
            | "and"
            | "of"
            | "t"
            | "st"
            | "nd"
            | "rd"
            | "th"
    )
}

/// Whether the word means a place inside a venue: a room, hall or stage.
pub(super) fn is_place(word: &str) -> bool {
    matches!(
        word,
        "room"
            | "hall"
            | "raum"
            | "saal"
            | "halle"
            | "salle"
            | "sala"
            | "auditorium"
            | "auditorio"
            | "amphi"
            | "amphitheatre"
            | "theatre"
            | "theater"
            | "stage"
            | "buhne"
            | "scene"
            | "level"
            | "floor"
            | "building"
            | "pavilion"
            | "pavillon"
            | "ballroom"
            | "forum"
            | "suite"
            | "lounge"
            | "foyer"
            | "arena"
            | "aula"
            | "horsaal"
            | "gebaude"
            | "centre"
            | "center"
            | "online"
            | "virtual"
            | "zoom"
    )
}
