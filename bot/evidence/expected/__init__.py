"""What a question asks for, and whether it stands in a text: dates, amounts with their units, persons, addresses …"""
