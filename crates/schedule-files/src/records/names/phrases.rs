//! The names themselves, folded.

use crate::records::Role;

/// Words that may stand in any name.
pub(super) const ABOUT_SESSIONS: [&str; 32] = [
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
pub(super) const ABOUT_SOMETHING_ELSE: [&str; 50] = [
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
pub(super) const PHRASES: &[(Role, &str)] = &[
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
