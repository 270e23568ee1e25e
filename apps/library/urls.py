"""Learn: public pages, and three small ones that post."""

from django.urls import path

from apps.library.views import articles, choices, search

urlpatterns = [
    path("learn/", articles.Learn.as_view(), name="learn"),
    path("learn/search/", search.Search.as_view(), name="learn_search"),
    path("learn/words/", articles.Words.as_view(), name="learn_words"),
    path("learn/when-to-call/", articles.WhenToCall.as_view(), name="when_to_call"),
    path("learn/country/", choices.Country.as_view(), name="learn_country"),
    path("learn/topics/<slug:slug>/", articles.Topic.as_view(), name="learn_topic"),
    path("learn/<slug:slug>/", articles.Article.as_view(), name="learn_article"),
    path("learn/<slug:slug>/feedback/", choices.Feedback.as_view(), name="learn_feedback"),
]
