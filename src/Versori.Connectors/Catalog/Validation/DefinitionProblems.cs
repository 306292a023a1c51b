using Versori.Connectors.Authentication;
using Versori.Connectors.Authentication.Requests;
using Versori.Connectors.Expressions;

namespace Versori.Connectors.Catalog;

/// <summary>Collects the problems of a definition.</summary>
internal sealed class DefinitionProblems
{
    private readonly List<ConnectorError> _problems = [];

    public IReadOnlyList<ConnectorError> All => _problems;

    public void Add(string pointer, string message) => _problems.Add(new ConnectorError
    {
        Code = ConnectorErrorCode.InvalidDefinition,
        Message = message,
        Location = pointer,
    });

    public void RequireUnique<T>(string pointer, IReadOnlyList<T> items, Func<T, string> nameOf, string what)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, item) in items.Index())
        {
            if (seen.Add(nameOf(item))) continue;
            Add(
                $"{pointer}/{index}",
                $"There is another {what} named '{nameOf(item)}'. Give one of them another name.");
        }
    }

    /// <summary>Checks that an expression can be parsed, and that every name in it is declared.</summary>
    public void Expression(ExpressionUse use, IReadOnlySet<string> declared)
    {
        try
        {
            foreach (var name in UndeclaredNames(use, declared))
            {
                Add(
                    use.Pointer,
                    $"The expression uses '{name}', which is not declared{Describe(declared)}. If each connection "
                        + $"gives it, declare an input ({nameof(ConnectorDefinition)}."
                        + $"{nameof(ConnectorDefinition.Inputs)}).");
            }
        }
        catch (ExpressionSyntaxException exception)
        {
            Add(use.Pointer, exception.Message);
        }
    }

    private static IEnumerable<string> UndeclaredNames(ExpressionUse use, IReadOnlySet<string> declared)
    {
        var undeclared = use.IsUrl
            ? UrlExpression.Parse(use.Text).UndeclaredNames(declared)
            : TextExpression.Parse(use.Text).UndeclaredNames(declared);
        return undeclared.Where(name => !IsAdditional(use, name) && !IsRequestValue(use, name));
    }

    private static bool IsAdditional(ExpressionUse use, string name) =>
        use.AdditionalNames?.Contains(name, StringComparer.Ordinal) is true;

    private static bool IsRequestValue(ExpressionUse use, string name) =>
        use.AllowsRequestValues && RequestValues.IsPrefixed(name);

    private static string Describe(IReadOnlySet<string> declared) => declared.Count == 0
        ? "; nothing is"
        : $"; declared are {string.Join(", ", declared.Order(StringComparer.Ordinal))}";
}
