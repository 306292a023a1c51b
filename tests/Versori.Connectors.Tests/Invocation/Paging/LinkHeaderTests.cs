using Versori.Connectors.Invocation;

namespace Versori.Connectors.Tests.Invocation.Paging;

/// <summary>RFC 8288 §3, with the examples of its §3.5 and what servers send.</summary>
public sealed class LinkHeaderTests
{
    [Theory]
    [InlineData("<http://example.com/chapter2>; rel=\"next\"; title=\"x\"", "http://example.com/chapter2")]
    [InlineData("</a>; rel=\"prev\", </b>; rel=\"next\"", "/b")]
    [InlineData("</a>; rel=first,</b>;rel=next", "/b")]
    [InlineData("</terms>; rel=\"copyright next\"", "/terms")]
    [InlineData("</a>; REL=NEXT", "/a")]
    [InlineData("</a>; title=\"x, rel=next\"; rel=\"self\", </b>; rel=\"next\"", "/b")]
    [InlineData("</a>; title=\"\\\"; rel=next\"; rel=self", null)]
    [InlineData("</a>; rel=self; rel=next", null)]
    [InlineData("</a>; rel=\"next\"; anchor=\"#foo\", </b>; rel=next", "/b")]
    [InlineData("<a?x=1,2&y=<>; rel=next", "a?x=1,2&y=<")]
    [InlineData("</a>; rel = \"next\"", "/a")]
    [InlineData("</a>", null)]
    [InlineData("</a>; rel", null)]
    [InlineData("<a", null)]
    [InlineData("", null)]
    [InlineData("</a>; rel=\"next", "/a")]
    [InlineData("rel=next; </a>", null)]
    [InlineData("</a>; rel=\"previous\"; results=\"true\", </b>; rel=\"next\"; results=\"false\"", null)]
    [InlineData("</b>; rel=\"next\"; results=\"true\"; cursor=\"0:100:0\"", "/b")]
    public void The_next_link_is_found(string value, string? expected) =>
        Assert.Equal(expected, LinkHeader.Find([value], "next"));

    [Fact]
    public void Several_headers_are_read_in_order() =>
        Assert.Equal("/b", LinkHeader.Find(["</a>; rel=self", "</b>; rel=next", "</c>; rel=next"], "next"));

    [Fact]
    public void A_long_header_is_read_in_linear_time() =>
        Assert.Null(LinkHeader.Find([string.Concat(Enumerable.Repeat("<x>;a=\"\\\"", 50_000))], "next"));
}
