using System.Management.Automation;

// Commands as the compiler writes them, for the reader of compiled commands: only the names of PowerShell's attributes matter to it.
namespace System.Management.Automation
{
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class CmdletAttribute(string verb, string noun) : Attribute
    {
        public string Verb { get; } = verb;

        public string Noun { get; } = noun;

        public string? DefaultParameterSetName { get; set; }

        public bool SupportsShouldProcess { get; set; }
    }

    [AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
    public sealed class ParameterAttribute : Attribute
    {
        public string? ParameterSetName { get; set; }

        public int Position { get; set; }

        public bool Mandatory { get; set; }

        public bool ValueFromPipeline { get; set; }

        public bool DontShow { get; set; }
    }

    [AttributeUsage(AttributeTargets.Property)]
    public sealed class AliasAttribute(params string[] names) : Attribute
    {
        public IList<string> Names { get; } = names;
    }

    public struct SwitchParameter;
}

namespace Authentik.Generator.Tests.Support.Commands
{
    public abstract class GetSingleCommand
    {
        /// <summary>Specifies the <c>session</c>,
        /// or its name. See <see cref="System.String"/>.</summary>
        [Parameter]
        public virtual string? Session { get; set; }
    }

    public abstract class GetCommand : GetSingleCommand
    {
        /// <summary>Specifies words.</summary>
        [Parameter(ParameterSetName = "List")]
        public string? Search { get; set; }
    }

    public abstract class NewCommand : GetSingleCommand
    {
        [Parameter(DontShow = true)]
        public object? InputObject { get; set; }
    }

    public abstract class SetCommand : NewCommand
    {
        /// <summary>Returns the object.</summary>
        [Parameter]
        public SwitchParameter PassThru { get; set; }
    }

    public abstract class SetSingleCommand : SetCommand;

    public abstract class RemoveCommand : GetSingleCommand;

    public abstract class ActionCommand : GetSingleCommand;

    [Cmdlet("Open", "AuthentikThing", DefaultParameterSetName = "A", SupportsShouldProcess = true)]
    public sealed class OpenThingCommand : GetSingleCommand
    {
        /// <summary>Specifies something else.</summary>
        [Parameter(ParameterSetName = "B")]
        public SwitchParameter Other { get; set; }

        /// <summary>Specifies sizes.</summary>
        [Parameter(ParameterSetName = "A", Position = 1)]
        [Parameter(ParameterSetName = "B", Position = 1)]
        public int?[]? Sizes { get; set; }

        /// <summary>Specifies the name.</summary>
        [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
        [Alias("n", "Title")]
        public string? Name { get; set; }

        /// <summary>Specifies the session of the thing.</summary>
        [Parameter]
        public override string? Session { get; set; }
    }
}
