//! What the name of a column says of its role, in English, German, French and Spanish.
//!
//! Names are those of export files of Sched, Guidebook, Whova, Sessionize, pretalx, Hopin, of tables
//! that people make, and of the JSON of conference apps.

use std::collections::HashMap;
use std::sync::OnceLock;

use agenda::words::folded;

use super::mapping::Role;

/// The longest name, in bytes, that is taken for one.
const LONGEST: usize = 120;

/// How well a name fits, the best is 0. Names that only begin with one of [`PHRASES`] come behind all.
pub(crate) type Rank = usize;

/// What only begins with a phrase is this much worse.
const BEGINS_ONLY: Rank = 1000;

/// The roles that a column's name can mean, each with its rank.
pub(crate) fn roles_of(name: &str) -> Vec<(Role, Rank)> {
    let words = words(name);
    let found = exact(&words);
    if !found.is_empty() {
        return found;
    }
    let without_number: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|word| !word.bytes().all(|byte| byte.is_ascii_digit()))
        .collect();
    let found = exact(&without_number);
    if !found.is_empty() {
        return found;
    }
    if without_number
        .iter()
        .any(|word| ABOUT_SOMETHING_ELSE.contains(word))
    {
        return Vec::new();
    }
    (1..without_number.len().min(5))
        .rev()
        .map(|length| exact(&without_number[..length]))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
        .into_iter()
        .map(|(role, rank)| (role, rank + BEGINS_ONLY))
        .collect()
}

/// The roles that a name means exactly.
pub(crate) fn roles_named(name: &str) -> Vec<Role> {
    let roles = roles_of(name).into_iter();
    roles
        .filter(|(_, rank)| *rank < BEGINS_ONLY)
        .map(|(role, _)| role)
        .collect()
}

/// Whether times under this name are surely of something else: when a row was written.
pub(super) fn says_something_else(name: &str) -> bool {
    let words = words(name);
    let about = |word: &String| {
        matches!(
            word.as_str(),
            "created"
                | "updated"
                | "modified"
                | "submitted"
                | "submission"
                | "deadline"
                | "published"
                | "changed"
                | "added"
                | "erstellt"
                | "registered"
                | "accepted"
                | "confirmed"
                | "birth"
                | "timestamp"
                | "arrival"
                | "departure"
        )
    };
    words.iter().any(about)
}

/// The words of a name: `startsAt`, `start_time`, `Start Time (UTC)`, `slot.start`.
pub(crate) fn words(name: &str) -> Vec<String> {
    if name.len() > LONGEST {
        return Vec::new();
    }
    let mut parted = String::with_capacity(name.len() + 8);
    let mut depth = 0_usize;
    let mut before = ' ';
    for letter in name.chars() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            _ => {
                if before.is_lowercase() && letter.is_uppercase() {
                    parted.push(' ');
                }
                parted.push(letter);
            }
        }
        before = letter;
    }
    folded(&parted)
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// With and without the words that only say that it is about sessions.
fn exact<W: AsRef<str>>(words: &[W]) -> Vec<(Role, Rank)> {
    let lookup = |words: &[&str]| {
        let phrases = by_phrase().get(words.join(" ").as_str());
        phrases.cloned().unwrap_or_default()
    };
    let all: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    if all.is_empty() || all.len() > 8 {
        return Vec::new();
    }
    let found = lookup(&all);
    if !found.is_empty() {
        return found;
    }
    let telling: Vec<&str> = all
        .iter()
        .copied()
        .filter(|word| !ABOUT_SESSIONS.contains(word))
        .collect();
    if telling.is_empty() {
        Vec::new()
    } else {
        lookup(&telling)
    }
}

fn by_phrase() -> &'static HashMap<&'static str, Vec<(Role, Rank)>> {
    static BY_PHRASE: OnceLock<HashMap<&str, Vec<(Role, Rank)>>> = OnceLock::new();
    BY_PHRASE.get_or_init(|| {
        let mut by_phrase: HashMap<&str, Vec<(Role, Rank)>> = HashMap::new();
        for (role, phrases) in PHRASES {
            for (rank, phrase) in phrases.split(',').enumerate() {
                by_phrase.entry(phrase).or_default().push((*role, rank));
            }
        }
        by_phrase
    })
}

/// Words that may stand in any name.
const ABOUT_SESSIONS: [&str; 32] = [
    "session",
    "sessions",
    "talk",
    "talks",
    "event",
    "proposal",
    "submission",
    "presentation",
    "paper",
    "item",
    "slot",
    "schedule",
    "programme",
    "program",
    "agenda",
    "vortrag",
    "vortrags",
    "veranstaltung",
    "sesion",
    "conference",
    "activity",
    "scheduled",
    "planned",
    "fields",
    "attributes",
    "lecture",
    "local",
    "utc",
    "the",
    "timeslot",
    "of",
    "in",
];

/// Words that make the name one of a property: `Speaker email`, `Room capacity`.
const ABOUT_SOMETHING_ELSE: [&str; 50] = [
    "email",
    "emails",
    "mail",
    "bio",
    "bios",
    "biography",
    "biographie",
    "photo",
    "photos",
    "picture",
    "image",
    "capacity",
    "color",
    "colour",
    "twitter",
    "linkedin",
    "github",
    "phone",
    "count",
    "id",
    "ids",
    "tagline",
    "order",
    "slug",
    "token",
    "notes",
    "note",
    "internal",
    "gender",
    "pronouns",
    "avatar",
    "icon",
    "lat",
    "lng",
    "position",
    "job",
    "profile",
    "mastodon",
    "number",
    "code",
    "index",
    "style",
    "css",
    "key",
    "feedback",
    "rating",
    "visible",
    "hidden",
    "size",
    "not",
];

/// Roles with their names, the surest first. A name may stand for several: values decide.
const PHRASES: &[(Role, &str)] = &[
    (
        Role::Title,
        "title,titel,titre,titulo,titolo,session title,talk title,subject,headline,name,session name,\
         event name,intitule,talk,vortrag,session,topic,thema,tema,sujet,presentation,event,\
         veranstaltung,charla,ponencia,expose,beitrag,programmpunkt,sesion,item,activity,activite,\
         actividad,aktivitat,agenda item,lecture,paper,conference,what,was,programm,session topic,\
         title en,en title,label,summary",
    ),
    (
        Role::Subtitle,
        "subtitle,untertitel,sous titre,subtitulo,sub title,tagline",
    ),
    (
        Role::Start,
        "starts at,start at,start date time,start datetime,start date and time,start time,start,starts,\
         starttime,time start,begins at,begin,begins,beginn,begin time,startzeit,anfang,anfangszeit,\
         uhrzeit von,von,from,from time,debut,heure debut,heure de debut,inicio,hora inicio,\
         hora de inicio,comienzo,empieza,scheduled at,date time,datetime,dtstart,start timestamp,\
         start ts,timestamp,time,uhrzeit,zeit,heure,horaire,hora,horario,timeslot,time slot,slot,\
         zeitslot,zeitraum,times,when,wann,hours,creneau,time from,start date,date start,from date,\
         date,datum,date heure,fecha y hora,startdate,date debut,start time utc,start epoch,\
         start unix,begin at,from time millis,start millis,zeit von,key time,at",
    ),
    (
        Role::End,
        "ends at,end at,end date time,end datetime,end date and time,end time,end,ends,endtime,time end,\
         finish,finishes,finish time,ende,endzeit,uhrzeit bis,bis,to,to time,until,fin,heure fin,\
         heure de fin,hora fin,hora de fin,final,termina,dtend,end timestamp,end ts,time to,end date,\
         date end,to date,enddate,date fin,end time utc,end epoch,end unix,to time millis,end millis,\
         zeit bis",
    ),
    (
        Role::Date,
        "date,start date,datum,day date,day,tag,jour,dia,fecha,startdate,startdatum,data,journee,\
         date start,date debut,date de debut,fecha inicio,fecha de inicio,conference day,event date,\
         days,day name,day title,day label,key day,day key,from date,when,starts at,start",
    ),
    (
        Role::EndDate,
        "end date,enddatum,date end,date fin,date de fin,fecha fin,fecha de fin,enddate,to date,end",
    ),
    (
        Role::Duration,
        "duration,length,dauer,lange,duree,duracion,duration minutes,duration in minutes,duration min,\
         duration mins,length in minutes,length minutes,minutes,minuten,mins,min,dauer min,\
         dauer minuten,scheduled duration,time allotted",
    ),
    (
        Role::TimeZone,
        "time zone,timezone,tz,zeitzone,fuseau horaire,zona horaria,timezone name,start time zone,\
         start timezone,time zone id",
    ),
    (
        Role::Room,
        "room,room name,raum,salle,sala,saal,horsaal,stage,stage name,buhne,scene,room title,\
         room location,location room,hall,hall name,auditorium,rooms name,rooms,location name,location,\
         venue room,venue name,venue,venues name,venues,ort,lieu,lugar,ubicacion,emplacement,espacio,\
         place,where,wo,ou,donde,space,raumname,locations name,locations,room label,auditorio,\
         room full name,auditorium name",
    ),
    (
        Role::Track,
        "track,track name,track title,tracks,tracks name,tracks title,stream,stream name,strang,strand,\
         themenbereich,piste,parcours,kategorie,category,category name,category title,categorie,\
         categoria,section,segment name,segment,theme,area,topic area,linea,schedule track,track label",
    ),
    (
        Role::Kind,
        "type,kind,format,session type,session format,type name,kind name,format name,type title,\
         format title,art,typ,formattype,tipo,formato,genre,session kind,talk type,submission type,\
         submission type name,event type,talk format,veranstaltungsart,vortragsart",
    ),
    (
        Role::Speakers,
        "speakers,speaker,speaker names,speaker name,speakers name,speakers names,speakers full name,\
         speakers fullname,speaker full name,presenters,presenter,presenter name,presenters name,\
         referent,referenten,referent in,referentin,referentinnen,referent innen,vortragende,\
         vortragender,vortragende r,sprecher,sprecher in,intervenant,intervenants,intervenant e s,\
         orateur,orateurs,conferencier,conferenciers,ponente,ponentes,orador,oradores,authors,author,\
         authors name,author name,persons,persons name,persons public name,people,people name,person,\
         co speaker,cospeaker,co speakers,cospeakers,coauthors,co presenters,who,wer,qui,quien,\
         moderator,moderators,panelists,host,hosts,facilitator,facilitators,instructor,instructors,\
         fullname,full name,presented by,by,speaker s,presenter s,mit,con,avec,primary speaker,\
         secondary speaker,chair,lead",
    ),
    (
        Role::Organisation,
        "company,organisation,organization,affiliation,firma,unternehmen,entreprise,societe,empresa,\
         companies,organisations,organizations,affiliations,speaker company,speakers company,\
         speaker companies,speaker organisation,speaker organization,speakers organisation,\
         speakers organization,speaker affiliation,speakers affiliation,institution,employer,\
         presenter company,authors affiliation,persons organisation,organizations name,einrichtung",
    ),
    (
        Role::Abstract,
        "abstract,short description,kurzbeschreibung,short abstract,summary,zusammenfassung,resume,\
         resumen,teaser,excerpt,description short,intro,elevator pitch",
    ),
    (
        Role::Description,
        "description,beschreibung,descripcion,descriptif,long description,full description,\
         long abstract,full detail,full details,details,detail,content,inhalt,contenu,contenido,body,\
         text,about,desc,outline,description html,description long,description text,notes",
    ),
    (
        Role::Language,
        "language,lang,sprache,langue,idioma,lingua,locale,spoken language,language code,language name,\
         languages",
    ),
    (
        Role::Level,
        "level,niveau,nivel,difficulty,complexity,audience level,schwierigkeit,level name,level title,\
         experience level,skill level,difficulty level,audience,target audience,zielgruppe",
    ),
    (
        Role::Tags,
        "tags,tag,keywords,keyword,schlagworte,schlagworter,stichworte,stichworter,labels,mots cles,\
         etiquetas,topics,themes,technologies,tags name,tags title,tag names,categories,\
         categories name,technology",
    ),
    (
        Role::Url,
        "url,link,website,webpage,web page,permalink,href,conf url,page,web,webseite,lien,enlace,\
         html url,details url,public url,links,session url,event url,info url,url link",
    ),
    (
        Role::Links,
        "video,video url,video link,recording,recording url,recording link,youtube,youtube url,\
         livestream,live stream,livestream url,live url,live link,stream url,stream link,slides,\
         slides url,slides link,presentation url,presentation link,aufzeichnung,folien,zoom,zoom link,\
         meeting link,meeting url,feedback url,feedback link,live video,replay,links url,\
         resources url,materials,video recording,presentation slides",
    ),
    (
        Role::Id,
        "id,session id,nr,number,nummer,no,num,key,conf key,uid,identifier,identifiant,kennung,ref,\
         reference,external id,event id,talk id,pk,numero",
    ),
    (
        Role::Code,
        "code,session code,talk code,proposal code,kurzel,shortcode,short code",
    ),
    (Role::Guid, "guid,uuid"),
    (
        Role::Status,
        "status,state,cancelled,canceled,is cancelled,is canceled,abgesagt,zustand,etat,estado,\
         session status,proposal state",
    ),
    (
        Role::Recorded,
        "recorded,is recorded,record,recording allowed,wird aufgezeichnet",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_many_programs_and_languages_mean_roles() {
        let cases = [
            ("Proposal title", Role::Title),
            ("Session Title", Role::Title),
            ("*Session Title", Role::Title),
            ("Schedule name", Role::Title),
            ("Talk", Role::Title),
            ("talk.title", Role::Title),
            ("Titre de la conférence", Role::Title),
            ("Título", Role::Title),
            ("Starts At", Role::Start),
            ("startsAt", Role::Start),
            ("start_time", Role::Start),
            ("Scheduled At", Role::Start),
            ("Beginn", Role::Start),
            ("Uhrzeit", Role::Start),
            ("Heure de début", Role::Start),
            ("Hora de inicio", Role::Start),
            ("*Time Start (HH:MM AM/PM)", Role::Start),
            ("slot.start", Role::Start),
            ("Time Slot", Role::Start),
            ("Ends At", Role::End),
            ("slot.end", Role::End),
            ("Event end date", Role::EndDate),
            ("Date (MM/DD/YYYY)", Role::Date),
            ("Scheduled Duration", Role::Duration),
            ("Dauer (min)", Role::Duration),
            ("Raum", Role::Room),
            ("Salle", Role::Room),
            ("Room/Location (Optional)", Role::Room),
            ("Stage name", Role::Room),
            ("slot.room.name", Role::Room),
            ("Session Type", Role::Kind),
            ("submission_type.name", Role::Kind),
            ("Speaker names", Role::Speakers),
            ("Speaker 2", Role::Speakers),
            ("speakers.name", Role::Speakers),
            ("Referent*innen", Role::Speakers),
            ("Intervenant(e)s", Role::Speakers),
            ("speakers.company", Role::Organisation),
            ("Beschreibung", Role::Description),
            ("Short Abstract", Role::Abstract),
            ("Niveau", Role::Level),
            ("conf_url", Role::Url),
            ("videoUrl", Role::Links),
            ("conf_key", Role::Id),
            ("Proposal state", Role::Status),
            ("Start time zone", Role::TimeZone),
        ];
        for (name, role) in cases {
            let roles = roles_of(name);
            assert!(
                roles.iter().any(|(found, _)| *found == role),
                "{name}: {roles:?}"
            );
        }
        for name in [
            "",
            "Speaker email",
            "Speaker bio",
            "Room capacity",
            "Track color",
            "speakers.photo",
            "list_render",
            "license",
            "Owner",
            "Title slide image",
            "日本語",
        ] {
            assert_eq!(roles_of(name), [], "{name}");
        }
    }

    #[test]
    fn a_longer_name_that_begins_so_comes_behind_an_exact_one() {
        let rank = |name: &str| roles_of(name).first().map(|(_, rank)| *rank);
        assert!(rank("Title") < rank("Title of the thing"));
        assert_eq!(roles_named("Session Title"), [Role::Title]);
        assert_eq!(roles_named("Title of the thing"), []);
    }
}
