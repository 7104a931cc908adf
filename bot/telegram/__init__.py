"""The Telegram bot: the same answers, in chats.

    service     starts and stops everything, and connects it
    receiver    fetches updates; webhook has them brought
    inbox       keeps updates until they are answered; lanes run them in order, chat by chat
    gate        who may ask, and how much
    desk        questions to answers, off the event loop; library the documents and their index
    chats, commands, presses, inline, uploads, admin    what is done with each kind of update
    view        answers as messages; rich text with entities; buttons what a button carries
    state       what is kept, in SQLite
    pacing      how fast Telegram is spoken to, and what is tried again

Nothing of it is imported with youju itself; `youju telegram` starts it.
"""
