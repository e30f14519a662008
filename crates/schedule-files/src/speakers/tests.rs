//! Titles with and without speakers.

#![allow(clippy::unwrap_used, clippy::expect_used)]
use super::*;

/// Title and speakers as `Name` or `Name @ Organisation`.
fn split(organisations: &Organisations, text: &str) -> (String, Vec<String>) {
    let (title, speakers) = organisations.split_title(text);
    let speakers = speakers
        .into_iter()
        .map(|speaker| match speaker.organisation {
            Some(organisation) => format!("{} @ {organisation}", speaker.name),
            None => speaker.name,
        });
    (title, speakers.collect())
}

#[test]
fn clear_forms_are_split_into_title_and_speakers() {
    let cases: &[(&str, &str, &[&str])] = &[
        (
            "Real-World Chains - Alex Leong, Buoyant",
            "Real-World Chains",
            &["Alex Leong @ Buoyant"],
        ),
        (
            "OpenTelemetry Logs: Events, Data - Robert Pająk, Splunk",
            "OpenTelemetry Logs: Events, Data",
            &["Robert Pająk @ Splunk"],
        ),
        (
            "Come BGP with Me - Daneyon Hansen, Solo.io & Yutaro Hayakawa, Isovalent",
            "Come BGP with Me",
            &["Daneyon Hansen @ Solo.io", "Yutaro Hayakawa @ Isovalent"],
        ),
        (
            "Day 2 with Cilium - What to Expect - Hemanth Malla & Maxime Visonneau, Datadog",
            "Day 2 with Cilium - What to Expect",
            &["Hemanth Malla @ Datadog", "Maxime Visonneau @ Datadog"],
        ),
        (
            "Steering Committee AMA - Christoph Blecker, Red Hat; Tim Pepper & Davanum Srinivas, VMware",
            "Steering Committee AMA",
            &[
                "Christoph Blecker @ Red Hat",
                "Tim Pepper @ VMware",
                "Davanum Srinivas @ VMware",
            ],
        ),
        (
            "Beyond Pull-Time - Toddy Mladenov, Flora Taagen & Dallas Delaney, Microsoft",
            "Beyond Pull-Time",
            &[
                "Toddy Mladenov @ Microsoft",
                "Flora Taagen @ Microsoft",
                "Dallas Delaney @ Microsoft",
            ],
        ),
        (
            "GB200 - Fan Zhang, Kevin Klues, and Alay Patel, NVIDIA",
            "GB200",
            &[
                "Fan Zhang @ NVIDIA",
                "Kevin Klues @ NVIDIA",
                "Alay Patel @ NVIDIA",
            ],
        ),
        (
            "Opening - Kateryna Nezdolii, Isovalent, Erica Hughberg, and Chris Mazur, Tetrate",
            "Opening",
            &[
                "Kateryna Nezdolii @ Isovalent",
                "Erica Hughberg @ Tetrate",
                "Chris Mazur @ Tetrate",
            ],
        ),
        (
            "Hack Me - Aoi Takahashi, Recruit Co., Ltd. & Keita Mochizuki, NTT DATA Japan Corporation",
            "Hack Me",
            &[
                "Aoi Takahashi @ Recruit Co., Ltd.",
                "Keita Mochizuki @ NTT DATA Japan Corporation",
            ],
        ),
        (
            "Keynote: THE API IS PEOPLE! - Stephen Augustus, Head of Open Source, Cisco",
            "Keynote: THE API IS PEOPLE!",
            &["Stephen Augustus @ Cisco"],
        ),
        (
            "Keynote: Scaling - Idit Levine, Founder & CEO, Solo.io & Keith Babo, Chief Product Officer, Solo.io",
            "Keynote: Scaling",
            &["Idit Levine @ Solo.io", "Keith Babo @ Solo.io"],
        ),
        (
            "Keynote: On Track - Thomas Comtet, Senior Staff Engineer, SNCF & Yann Rotilio, Senior Staff Engineer - Kubernetes Specialist, SNCF",
            "Keynote: On Track",
            &["Thomas Comtet @ SNCF", "Yann Rotilio @ SNCF"],
        ),
        (
            "Intro - Robert Sirchia, Community Manager, Kubewarden & Core Maintainer, Helm",
            "Intro",
            &["Robert Sirchia @ Helm"],
        ),
        (
            "Fluent Bit V5 - Eduardo Silva, Maintainer",
            "Fluent Bit V5",
            &["Eduardo Silva"],
        ),
        (
            "Culture in a Bank - Marcy Paramonova, The Pictet Group & Stéphane Cusin, Banque Pictet & Cie SA",
            "Culture in a Bank",
            &[
                "Marcy Paramonova @ The Pictet Group",
                "Stéphane Cusin @ Banque Pictet & Cie SA",
            ],
        ),
        (
            "Together! - Russ Palmer (State Farm) & Priyanka 'Pinky' Ravi (Weaveworks)",
            "Together!",
            &[
                "Russ Palmer @ State Farm",
                "Priyanka 'Pinky' Ravi @ Weaveworks",
            ],
        ),
        (
            "Too Much to Choose – Making Sense of a Smorgasbord - Anais Urlichs & Rory McCune",
            "Too Much to Choose – Making Sense of a Smorgasbord",
            &["Anais Urlichs", "Rory McCune"],
        ),
        (
            "Make the Chain Work for You - Adolfo García Veytia @puerco ",
            "Make the Chain Work for You",
            &["Adolfo García Veytia"],
        ),
        (
            "Mutual Authentication With Cilium`- Christine Kim, Isovalent",
            "Mutual Authentication With Cilium",
            &["Christine Kim @ Isovalent"],
        ),
        (
            "Are You Ready? -Chad M. Crowell, Akamai",
            "Are You Ready?",
            &["Chad M. Crowell @ Akamai"],
        ),
        (
            "Statistics - Frédéric Comte, Insee & Trygve Tatsuya Falch",
            "Statistics",
            &["Frédéric Comte @ Insee", "Trygve Tatsuya Falch"],
        ),
        (
            "Panel: Platforms - Moderated by Jennifer Riggins, The New Stack; Leena Mooneeram, Chainalysis",
            "Panel: Platforms",
            &[
                "Jennifer Riggins @ The New Stack",
                "Leena Mooneeram @ Chainalysis",
            ],
        ),
        (
            "Hurricanes - Avery Yang, North Carolina School of Science and Mathematics",
            "Hurricanes",
            &["Avery Yang @ North Carolina School of Science and Mathematics"],
        ),
        (
            "MCP Routing - Flynn, Technical Evangelist",
            "MCP Routing",
            &["Flynn"],
        ),
    ];
    for (text, title, speakers) in cases {
        let (found, names) = split(&Organisations::default(), text);
        assert_eq!(found, *title, "{text}");
        assert_eq!(names, *speakers, "{text}");
    }
}

#[test]
fn dashes_inside_titles_name_nobody() {
    let titles = [
        "Too Much to Choose – Making Sense of a Smorgasbord of Security Standards",
        "[SOLD OUT] Maintainer Summit Hosted by CNCF | SEPARATE REGISTRATION REQUIRED",
        "ArgoCon Hosted by CNCF - Full-Day Event | ALL ACCESS PASS REQUIRED",
        "Workshop Hosted by Amazon Web Services - AM SESSION | SEPARATE REGISTRATIONS REQUIRED",
        "Sponsored Demo: CSI WON’T SAVE YOU - Why “CSI Support” is not a storage strategy",
        "Project Demo: Shipwright ❤️ Tekton - Build Containers in Tekton Pipelines",
        "Documentary Film - eBPF: Unlocking the Kernel",
        "Languages - Go, Rust & Python",
        "Meetup - Berlin, Germany",
        "Evening Reception - Main Hall",
        "Evening Reception - Main Hall, Level 2",
        "Coffee Break - Exhibit Hall",
        "Registration - Level 2",
        "Kube-Oddities",
        "Hands-On - Part 2",
        "Glider - Open Science, Edge Computing",
        "Project Pavilion Tour with Daniel Drack, CNCF Ambassador",
        "- Ada Lovelace, Analytical Engines",
        "",
        "-",
    ];
    for title in titles {
        assert_eq!(split_title(title), (title.to_owned(), vec![]), "{title}");
    }
}

#[test]
fn organisations_of_other_titles_decide_what_two_capitalised_words_are() {
    let titles = [
        "Queues - Elena Kovalenko, Delivery Hero",
        "Meshes - William Morgan, Buoyant",
    ];
    let known = Organisations::told_in(titles.into_iter());
    let cases: &[(&str, &[&str])] = &[
        (
            "Telemetry - Artem Yushkovskiy, Delivery Hero & Ann Lee, Miro",
            &["Artem Yushkovskiy @ Delivery Hero", "Ann Lee @ Miro"],
        ),
        ("Emissary - Flynn, Buoyant", &["Flynn @ Buoyant"]),
    ];
    for (text, speakers) in cases {
        assert_eq!(split(&known, text).1, *speakers, "{text}");
    }
    assert_eq!(split_title("Emissary - Flynn, Buoyant").1, vec![]);
}
