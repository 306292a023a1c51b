using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Versori.Connectors.Tests.Invocation.Paging;

/// <summary>A server that loops, leads elsewhere, grows, is empty, or sends wrong types, as chance has it.</summary>
public sealed class HostileServer
{
    private readonly Random _random;
    private readonly Uri _other;
    private readonly int _loop;
    private readonly int _tail;
    private readonly int _evil;
    private readonly bool _isArray;
    private int _page;

    public HostileServer(Random random, Uri other)
    {
        _random = random;
        _other = other;
        _loop = random.Next(2) == 0 ? 0 : random.Next(1, 20);
        _tail = random.Next(6);
        _evil = random.Next(1, 30);
        _isArray = random.Next(4) == 0;
    }

    public int Requests { get; private set; }

    public PageReply Respond(RecordedRequest request)
    {
        Requests++;
        _page++;
        var headers = new List<(string, string)>();
        if (_random.Next(_evil) == 0 && Broken() is { } broken) return broken;
        var next = Next();
        if (next is JsonValue scalar) AddHeaders(headers, scalar);
        var items = Items();
        if (_isArray) return new(items?.ToJsonString() ?? "null", Headers: headers);
        var body = new JsonObject
        {
            ["items"] = items,
            ["next"] = next?.DeepClone(),
            ["links"] = new JsonArray(new JsonObject { ["rel"] = "next", ["href"] = next?.DeepClone() }),
        };
        if (_random.Next(3) == 0)
            body["deep"] = new JsonObject { ["next"] = next?.DeepClone(), ["items"] = items?.DeepClone() };
        if (_random.Next(3) == 0) body["more"] = More();
        return new(body.ToJsonString(), Headers: headers);
    }

    private JsonNode? Next()
    {
        var at = _loop == 0 || _page < _tail ? _page : _tail + ((_page - _tail) % _loop);
        return _random.Next(_evil) != 0
            ? JsonValue.Create(_random.Next(2) == 0 ? $"?at={at}" : $"{at}")
            : _random.Next(12) switch
            {
                0 => JsonValue.Create($"{_other}steal?n={_page}"),
                1 => JsonValue.Create($"//{_other.Authority}/steal"),
                2 => JsonValue.Create($"http://x@{_other.Authority}/steal"),
                3 => JsonValue.Create(-1),
                4 => JsonValue.Create(1e300),
                5 => new JsonObject { ["next"] = $"{_page}" },
                6 => new JsonArray($"{_page}"),
                7 => JsonValue.Create(true),
                8 => JsonValue.Create(new string('x', _random.Next(40_000))),
                9 => JsonValue.Create(Garbage(40)),
                10 => JsonValue.Create(""),
                _ => null,
            };
    }

    private JsonNode? Items() => _random.Next(_evil) == 0
        ? _random.Next(5) switch
        {
            0 => JsonValue.Create(7),
            1 => new JsonObject { ["a"] = 1 },
            2 => JsonValue.Create("text"),
            3 => new JsonArray([.. Enumerable.Range(0, 1 << Math.Min(_page, 14)).Select(id => (JsonNode)id)]),
            _ => null,
        }
        : new JsonArray(
        [
            .. Enumerable.Range(_page * 10, _random.Next(4)).Select(id => (JsonNode)new JsonObject { ["id"] = id }),
        ]);

    private JsonNode? More() => _random.Next(5) switch
    {
        0 => JsonValue.Create(false),
        1 => JsonValue.Create(_random.Next(100)),
        2 => JsonValue.Create("true"),
        3 => new JsonObject(),
        _ => JsonValue.Create(true),
    };

    private PageReply? Broken() => _random.Next(8) switch
    {
        0 => new("", 500),
        1 => new("{}", 404),
        2 => new("", 302, [("Location", $"{_other}steal")]),
        3 => new("", 302, [("Location", "/v1/items")]),
        4 => new(Garbage(60)),
        5 => new(new string('[', 300)),
        6 => new("", 204),
        _ => null,
    };

    private void AddHeaders(List<(string, string)> headers, JsonValue next)
    {
        var text = new string([.. next.ToString().Where(letter => letter is > ' ' and < '\u007f').Take(2_000)]);
        headers.Add(("Link", $"<{text}>; rel=\"next\""));
        headers.Add(("X-Next", text));
        headers.Add(("X-More", _random.Next(3) == 0 ? "maybe" : "true"));
    }

    private string Garbage(int length)
    {
        var text = new StringBuilder();
        for (var i = 0; i < length; i++) text.Append("{}[]\",:\\/?#@<>;=& %0aä1x"[_random.Next(25)]);
        return text.ToString();
    }

    public override string ToString() => Requests.ToString(CultureInfo.InvariantCulture);
}
