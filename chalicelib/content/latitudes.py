"""Which time zones lie south of the tropics, and which within them. Pure.

By the place that tzdata names a zone after: its latitude in zone.tab, the tropics at 23 degrees 26
minutes. A test reads it all again from tzdata; zones that are in neither table lie north of them.
"""

from __future__ import annotations

AREAS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")

_SOUTH = {
    "Africa": "Gaborone Johannesburg Maputo Maseru Mbabane",
    "America": """
        Argentina/Buenos_Aires Argentina/Catamarca Argentina/ComodRivadavia Argentina/Cordoba
        Argentina/Jujuy Argentina/La_Rioja Argentina/Mendoza Argentina/Rio_Gallegos
        Argentina/Salta Argentina/San_Juan Argentina/San_Luis Argentina/Tucuman Argentina/Ushuaia
        Asuncion Buenos_Aires Catamarca Cordoba Coyhaique Jujuy Mendoza Montevideo Punta_Arenas
        Rosario Santiago Sao_Paulo
    """,
    "Atlantic": "South_Georgia Stanley",
    "Australia": """
        ACT Adelaide Brisbane Broken_Hill Canberra Currie Eucla Hobart LHI Lord_Howe Melbourne NSW
        Perth Queensland South Sydney Tasmania Victoria West Yancowinna
    """,
    "Indian": "Kerguelen",
    "Pacific": "Auckland Chatham Easter Norfolk Pitcairn",
}
_TROPICS = {
    "Africa": """
        Abidjan Accra Addis_Ababa Asmara Asmera Bamako Bangui Banjul Bissau Blantyre Brazzaville
        Bujumbura Conakry Dakar Dar_es_Salaam Djibouti Douala Freetown Harare Juba Kampala
        Khartoum Kigali Kinshasa Lagos Libreville Lome Luanda Lubumbashi Lusaka Malabo Mogadishu
        Monrovia Nairobi Ndjamena Niamey Nouakchott Ouagadougou Porto-Novo Sao_Tome Timbuktu
        Windhoek
    """,
    "America": """
        Anguilla Antigua Araguaina Aruba Bahia Bahia_Banderas Barbados Belem Belize Boa_Vista
        Bogota Campo_Grande Cancun Caracas Cayenne Cayman Costa_Rica Cuiaba Curacao Dominica
        Eirunepe El_Salvador Fortaleza Grand_Turk Grenada Guadeloupe Guatemala Guayaquil Guyana
        Havana Jamaica Kralendijk La_Paz Lima Lower_Princes Maceio Managua Manaus Marigot
        Martinique Mazatlan Merida Mexico_City Montserrat Noronha Panama Paramaribo Port-au-Prince
        Port_of_Spain Porto_Acre Porto_Velho Puerto_Rico Recife Rio_Branco Santarem Santo_Domingo
        St_Barthelemy St_Kitts St_Lucia St_Thomas St_Vincent Tegucigalpa Tortola Virgin
    """,
    "Asia": """
        Aden Bangkok Brunei Calcutta Colombo Dili Ho_Chi_Minh Hong_Kong Jakarta Jayapura Kolkata
        Kuala_Lumpur Kuching Macao Macau Makassar Manila Phnom_Penh Pontianak Rangoon Saigon
        Singapore Ujung_Pandang Vientiane Yangon
    """,
    "Atlantic": "Cape_Verde St_Helena",
    "Australia": "Darwin Lindeman North",
    "Indian": "Antananarivo Chagos Christmas Cocos Comoro Mahe Maldives Mauritius Mayotte Reunion",
    "Pacific": """
        Apia Bougainville Chuuk Efate Enderbury Fakaofo Fiji Funafuti Galapagos Gambier
        Guadalcanal Guam Honolulu Johnston Kanton Kiritimati Kosrae Kwajalein Majuro Marquesas
        Nauru Niue Noumea Pago_Pago Palau Pohnpei Ponape Port_Moresby Rarotonga Saipan Samoa
        Tahiti Tarawa Tongatapu Truk Wake Wallis Yap
    """,
}


def _names(areas: dict[str, str]) -> frozenset[str]:
    return frozenset(f"{area}/{place}" for area, text in areas.items() for place in text.split())


SOUTHERN = _names(_SOUTH)
TROPICAL = _names(_TROPICS)
