"""The walk reads what waits for the page after an answer."""

from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse
from django.test import RequestFactory

from tests.matrix.walker import Walker


def test_a_message_for_the_next_page_is_read_once_the_answer_is_there(rf: RequestFactory):
    request, answer = rf.get("/admin/"), HttpResponse()
    request._messages = CookieStorage(request)
    messages.error(request, "zqharzp0001z ist gelöscht.")
    request._messages.update(answer)
    answer.wsgi_request = request
    assert "zqharzp0001z" in Walker._next_page(None, answer)


def test_an_answer_without_messages_is_none(rf: RequestFactory):
    answer = HttpResponse()
    answer.wsgi_request = rf.get("/admin/")
    assert Walker._next_page(None, answer) == Walker._next_page(None, HttpResponse()) == ""
