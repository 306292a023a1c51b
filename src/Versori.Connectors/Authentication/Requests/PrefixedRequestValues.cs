using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.Requests;

/// <summary>
/// The values of a request for expressions, with the prefix <c>request.</c>, for example <c>request.path</c>. The
/// prefix distinguishes them from inputs.
/// </summary>
internal sealed class PrefixedRequestValues(HttpRequestMessage request, byte[]? body) : IExpressionValueSource
{
    private readonly RequestValues _values = new(request, body, timestamp: "");

    public static bool NeedBody(IEnumerable<string> names) =>
        RequestValues.NeedsBody(
            names.Where(RequestValueNames.Contains).Select(name => name[RequestValueNames.Prefix.Length..]));

    public bool TryGet(string name, out ExpressionValue value)
    {
        value = default;
        return RequestValueNames.Contains(name) && _values.TryGet(name[RequestValueNames.Prefix.Length..], out value);
    }
}
