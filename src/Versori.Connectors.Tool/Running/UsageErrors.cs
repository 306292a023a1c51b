using System.CommandLine;
using Versori.Connectors.Tool.Output;

namespace Versori.Connectors.Tool.Running;

/// <summary>Reports a wrong command line, with the nearest names of what is unknown.</summary>
internal static class UsageErrors
{
    // Names that differ in more characters are hardly what was meant.
    private const int MaximumDistance = 3;

    public static int Report(ParseResult parsed)
    {
        var context = new CommandContext(
            parsed.CommandResult.Command.Name, parsed, parsed.GetValue(GlobalOptions.Json), true, default);
        var messages = Messages(parsed).Distinct(StringComparer.Ordinal).ToList();
        if (context.UsesJson)
        {
            return context.Fail(
                ExitCode.Usage,
                "",
                [.. messages.Select(message =>
                    new ConnectorError { Code = ConnectorErrorCode.InvalidArgument, Message = message })]);
        }

        foreach (var message in messages) context.Terminal.Note(new("error", TextStyle.Error), $": {message}");
        context.Terminal.Note(new TextPart($"See '{PathOf(parsed)} --help'.", TextStyle.Faint));
        return ExitCode.Usage;
    }

    /// <summary>
    /// An option that does not exist, and so became an argument. A file whose name begins so is named <c>./-name</c>.
    /// </summary>
    public static string? UnknownOption(ParseResult parsed) => parsed.CommandResult.Children
        .OfType<System.CommandLine.Parsing.ArgumentResult>()
        .SelectMany(argument => argument.Tokens)
        .Select(token => token.Value)
        .FirstOrDefault(value => value.Length > 1 && value[0] == '-');

    private static IEnumerable<string> Messages(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var token = UnknownOption(parsed) ?? parsed.UnmatchedTokens.FirstOrDefault();
        if (token is null) return parsed.Errors.Select(error => error.Message.Trim());
        var isOption = token.StartsWith('-');
        if (!isOption && command.Subcommands.Count > 0)
            return [Unknown("command", token, command.Subcommands.Select(other => other.Name))];
        return isOption
            ? [Unknown("option", token, OptionsOf(parsed))]
            : [$"Unexpected argument '{token}'."];
    }

    private static IEnumerable<string> OptionsOf(ParseResult parsed) =>
        parsed.CommandResult.Command.Options.Concat(parsed.RootCommandResult.Command.Options)
            .SelectMany(option => option.Aliases.Prepend(option.Name));

    private static string Unknown(string kind, string token, IEnumerable<string> names)
    {
        var all = names.ToList();
        var near = NearestNames.Of(token, all)
            .Where(name => NearestNames.Distance(token, name) <= MaximumDistance)
            .Take(2)
            .Select(name => $"'{name}'")
            .ToList();
        return near.Count > 0
            ? $"Unknown {kind} '{token}'. Did you mean {string.Join(" or ", near)}?"
            : $"Unknown {kind} '{token}'. There are: {string.Join(", ", all)}.";
    }

    private static string PathOf(ParseResult parsed)
    {
        var names = new List<string>();
        for (var result = parsed.CommandResult; result is not null;
            result = result.Parent as System.CommandLine.Parsing.CommandResult)
        {
            names.Insert(0, result.Command.Name);
        }

        return string.Join(' ', names);
    }
}
