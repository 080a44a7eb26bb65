"""A greeting in each variety that nobody takes for another one."""

GREETINGS = {
    "fr": "bonjour, ça va ? je suis nouveau ici",
    "ar": "مرحبا، هل يمكنني أن أتحدث معكم",
    "ary-Arab": "سلام لاباس عليكم، واش كاين شي حد",
    "ary-Latn": "salam labas 3likom wach kayn chi wa7d",
}
