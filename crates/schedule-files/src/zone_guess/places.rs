//! Cities that are no zone's name, and countries with one clock. Conference cities mostly.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Zones by how many conferences are held in them, the most first: which one a bare offset means.
pub(super) const BY_CONFERENCES: [&str; 32] = [
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "America/Los_Angeles",
    "America/Chicago",
    "America/Denver",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "Asia/Singapore",
    "Australia/Sydney",
    "America/Sao_Paulo",
    "Europe/Helsinki",
    "Europe/Istanbul",
    "Asia/Dubai",
    "Australia/Brisbane",
    "Australia/Adelaide",
    "Pacific/Auckland",
    "America/Halifax",
    "America/St_Johns",
    "America/Bogota",
    "America/Mexico_City",
    "Africa/Lagos",
    "Africa/Johannesburg",
    "Africa/Nairobi",
    "Asia/Karachi",
    "Asia/Dhaka",
    "Asia/Bangkok",
    "Asia/Kathmandu",
    "Asia/Colombo",
    "Asia/Tehran",
    "Asia/Yangon",
    "Pacific/Honolulu",
];

/// The zone of a city, by its folded name ([`agenda::words::folded`]).
pub(super) fn city(name: &str) -> Option<&'static str> {
    static PLACES: LazyLock<Places> = LazyLock::new(|| by_name(CITIES));
    PLACES.get(name).copied()
}

/// The zone of a country, where it has one or nearly all live in it.
pub(super) fn country(name: &str) -> Option<&'static str> {
    static PLACES: LazyLock<Places> = LazyLock::new(|| by_name(COUNTRIES));
    PLACES.get(name).copied()
}

/// The zone of a country-code domain.
pub(super) fn country_domain(domain: &str) -> Option<&'static str> {
    static PLACES: LazyLock<Places> = LazyLock::new(|| by_name(DOMAINS));
    PLACES.get(domain).copied()
}

/// Countries and states of several zones: a place, but no proposal.
pub(super) fn names_a_region(name: &str) -> bool {
    REGIONS.split(", ").any(|region| region == name)
}

/// Zones are named after these places, texts mostly mean something else by them.
pub(super) fn is_common_word(name: &str) -> bool {
    [
        "center",
        "easter",
        "easter island",
        "general",
        "knox",
        "marengo",
        "mcmurdo",
        "midway",
        "palmer",
        "resolute",
        "stanley",
        "troll",
        "vevay",
        "wake",
    ]
    .contains(&name)
}

#[cfg(test)]
pub(super) fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    entries(CITIES)
        .chain(entries(COUNTRIES))
        .chain(entries(DOMAINS))
}

/// Zones by the place: every word of a title may be asked about.
type Places = HashMap<&'static str, &'static str>;

fn by_name(table: &'static str) -> Places {
    entries(table).collect()
}

/// Each line is a zone, a colon, and the places in it.
fn entries(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table
        .lines()
        .filter_map(|line| line.split_once(": "))
        .flat_map(|(zone, places)| places.split(", ").map(move |place| (place, zone)))
}

const CITIES: &str = "\
America/Chicago: austin, dallas, houston, madison, memphis, milwaukee, minneapolis, nashville, new orleans, saint paul, san antonio, st louis
America/Denver: albuquerque, boulder, salt lake city, santa fe
America/Edmonton: calgary, banff
America/Los_Angeles: anaheim, berkeley, las vegas, long beach, oakland, pasadena, portland, sacramento, san diego, san francisco, san jose, santa clara, seattle, silicon valley, sunnyvale
America/Mexico_City: guadalajara
America/New_York: atlanta, baltimore, boston, cambridge massachusetts, charlotte, cincinnati, cleveland, columbus, miami, new york city, orlando, philadelphia, pittsburgh, raleigh, tampa, washington dc
America/Sao_Paulo: belo horizonte, curitiba, florianopolis, porto alegre, rio de janeiro
America/Toronto: montreal, ottawa, quebec, waterloo ontario
Africa/Johannesburg: cape town, durban
Africa/Lagos: abuja
Asia/Ho_Chi_Minh: da nang, hanoi
Asia/Jerusalem: haifa, tel aviv
Asia/Kolkata: bangalore, bengaluru, chennai, delhi, hyderabad, kerala, kochi, mumbai, new delhi, pune
Asia/Karachi: lahore
Asia/Shanghai: beijing, guangzhou, hangzhou, shenzhen
Asia/Seoul: busan
Asia/Tokyo: kyoto, nagoya, osaka, fukuoka, okinawa, yokohama
Asia/Dubai: abu dhabi
Asia/Taipei: hsinchu
Australia/Brisbane: gold coast, cairns
Australia/Sydney: canberra
Europe/Amsterdam: delft, eindhoven, rotterdam, the hague, utrecht, nijmegen, enschede, groningen
Europe/Athens: thessaloniki
Europe/Berlin: aachen, augsburg, bochum, bonn, braunschweig, bremen, chemnitz, cologne, darmstadt, dortmund, dresden, duesseldorf, dusseldorf, erfurt, frankfurt, freiburg, garching, gottingen, hamburg, hannover, heidelberg, jena, karlsruhe, kiel, koln, leipzig, mainz, mannheim, mildenberg, muenchen, munchen, munich, nuremberg, nurnberg, paderborn, potsdam, rheinland, sankt augustin, stuttgart, tubingen, wuppertal, wurzburg, zehdenick
Europe/Bratislava: kosice
Europe/Brussels: antwerp, bruxelles, brussel, gent, ghent, leuven, liege
Europe/Bucharest: cluj, cluj napoca, iasi
Europe/Copenhagen: aarhus, odense
Europe/Dublin: galway
Europe/Helsinki: espoo, oulu, tampere, turku
Europe/Istanbul: ankara
Europe/Kyiv: lviv
Europe/Lisbon: porto, braga, aveiro, coimbra
Europe/London: belfast, birmingham, bristol, brighton, cambridge, cardiff, coventry, eastnor, edinburgh, glasgow, leeds, liverpool, manchester, newcastle, nottingham, oxford, sheffield
Europe/Madrid: barcelona, bilbao, granada, malaga, sevilla, seville, valencia, valladolid, vigo, zaragoza
Europe/Oslo: bergen, trondheim
Europe/Paris: bordeaux, brest, grenoble, lille, lyon, marseille, montpellier, nantes, rennes, saint malo, strasbourg, toulouse
Europe/Prague: brno, ostrava, praha
Europe/Rome: bologna, bolzano, firenze, florence, milan, milano, napoli, naples, padova, pisa, roma, torino, turin, trento
Europe/Stockholm: goteborg, gothenburg, lund, malmo, uppsala
Europe/Vienna: graz, innsbruck, linz, salzburg, wien
Europe/Warsaw: gdansk, katowice, krakow, poznan, warszawa, wroclaw
Europe/Zagreb: rijeka
Europe/Zurich: basel, bern, geneva, geneve, lausanne, lucerne, lugano, rapperswil
Pacific/Auckland: christchurch, dunedin, hamilton new zealand, wellington";

const COUNTRIES: &str = "\
Africa/Accra: ghana
Africa/Cairo: egypt
Africa/Johannesburg: south africa
Africa/Lagos: nigeria
Africa/Nairobi: kenya
America/Argentina/Buenos_Aires: argentina
America/Bogota: colombia
America/Lima: peru
America/Montevideo: uruguay
America/Santiago: chile
America/Sao_Paulo: brazil, brasil
Asia/Bangkok: thailand
Asia/Dubai: united arab emirates
Asia/Ho_Chi_Minh: vietnam
Asia/Jerusalem: israel
Asia/Kathmandu: nepal
Asia/Kolkata: india
Asia/Manila: philippines
Asia/Seoul: korea, south korea
Asia/Shanghai: china
Asia/Singapore: singapore
Asia/Taipei: taiwan
Asia/Tokyo: japan
Atlantic/Reykjavik: iceland
Europe/Amsterdam: netherlands, the netherlands, nederland
Europe/Athens: greece
Europe/Belgrade: serbia
Europe/Berlin: germany, deutschland
Europe/Bratislava: slovakia
Europe/Brussels: belgium
Europe/Bucharest: romania
Europe/Budapest: hungary
Europe/Copenhagen: denmark
Europe/Dublin: ireland
Europe/Helsinki: finland
Europe/Istanbul: turkey, turkiye
Europe/Kyiv: ukraine
Europe/Lisbon: portugal
Europe/Ljubljana: slovenia
Europe/London: uk, united kingdom, england, scotland, wales, great britain
Europe/Luxembourg: luxembourg
Europe/Madrid: spain, espana
Europe/Oslo: norway
Europe/Paris: france
Europe/Prague: czechia, czech republic
Europe/Riga: latvia
Europe/Rome: italy, italia
Europe/Sofia: bulgaria
Europe/Stockholm: sweden
Europe/Tallinn: estonia
Europe/Vienna: austria, osterreich
Europe/Vilnius: lithuania
Europe/Warsaw: poland, polska
Europe/Zagreb: croatia
Europe/Zurich: switzerland, schweiz, suisse
Pacific/Auckland: new zealand";

const DOMAINS: &str = "\
Africa/Johannesburg: za
Asia/Jerusalem: il
Asia/Kolkata: in
Asia/Seoul: kr
Asia/Singapore: sg
Asia/Taipei: tw
Asia/Tokyo: jp
Europe/Amsterdam: nl
Europe/Athens: gr
Europe/Berlin: de
Europe/Brussels: be
Europe/Bucharest: ro
Europe/Budapest: hu
Europe/Copenhagen: dk
Europe/Dublin: ie
Europe/Helsinki: fi
Europe/Lisbon: pt
Europe/Ljubljana: si
Europe/London: uk
Europe/Luxembourg: lu
Europe/Madrid: es
Europe/Oslo: no
Europe/Paris: fr
Europe/Prague: cz
Europe/Rome: it
Europe/Sofia: bg
Europe/Stockholm: se
Europe/Vienna: at
Europe/Warsaw: pl
Europe/Zagreb: hr
Europe/Zurich: ch
Pacific/Auckland: nz";

const REGIONS: &str = "australia, arizona, ca, california, canada, co, colorado, dc, florida, ga, georgia, il, \
    illinois, ma, massachusetts, md, mexico, mi, michigan, nc, north carolina, nevada, new south wales, nv, ny, \
    oh, ohio, ontario, or, oregon, pa, pennsylvania, queensland, tennessee, texas, tn, tx, united states, usa, \
    united states of america, us, ut, utah, va, victoria, virginia, wa, washington";
