using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Versori.Connectors.Tool.Running;

/// <summary>
/// Writes the help. The library's own help reads resources and compiles much code at run time, which takes longer than
/// the rest of the start.
/// </summary>
internal sealed class HelpText : SynchronousCommandLineAction
{
    private const int Column = 34;

    public static void Use(RootCommand root)
    {
        foreach (var option in root.Options)
        {
            if (option is not HelpOption help) continue;
            help.Action = new HelpText();
            help.Description = "Show help.";
        }
    }

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        var output = Console.Out;
        output.WriteLine(command.Description);
        output.WriteLine();
        output.Write($"Usage: {UsageErrors.PathOf(parseResult)}");
        if (command.Subcommands.Count > 0) output.Write(" COMMAND");
        foreach (var argument in command.Arguments) output.Write($" {Shown(argument)}");
        output.WriteLine(" [options]");
        if (command.Arguments.Count > 0) output.WriteLine("\nArguments:");
        foreach (var argument in command.Arguments) Row(argument.HelpName ?? argument.Name, argument.Description);
        if (command.Subcommands.Count > 0) output.WriteLine("\nCommands:");
        foreach (var other in command.Subcommands) Row(other.Name, other.Description);
        output.WriteLine("\nOptions:");
        foreach (var option in command.Options) Row(option);
        if (command is not RootCommand)
        {
            foreach (var option in parseResult.RootCommandResult.Command.Options)
            {
                if (option.Recursive) Row(option);
            }
        }

        return ExitCode.Success;
    }

    private static string Shown(Argument argument)
    {
        var name = argument.HelpName ?? argument.Name;
        var many = argument.Arity.MaximumNumberOfValues > 1 ? $"{name}…" : name;
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{many}]" : many;
    }

    private static void Row(Option option)
    {
        var name = option.Name;
        foreach (var alias in option.Aliases)
        {
            if (alias is not ("/?" or "/h")) name = $"{name}, {alias}";
        }

        Row(option.ValueType == typeof(bool) ? name : $"{name} {option.HelpName}".TrimEnd(), option.Description);
    }

    private static void Row(string name, string? description) => Console.Out.WriteLine(
        name.Length < Column
            ? $"  {name.PadRight(Column)}{description}"
            : $"  {name}\n  {"".PadRight(Column)}{description}");
}
